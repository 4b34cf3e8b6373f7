// Calls the API. A session that has ended leads to the login page.

/** What went wrong, in words for people. */
export class Failure extends Error {}

/** The answer to GET path with the parameters that have a value. */
export async function get(path, parameters, signal) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  let response;
  try {
    response = await fetch(`${path}?${query}`, {
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Failure("The server cannot be reached. Check the network, then try again.");
  }
  if (response.status === 401) {
    location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
    return new Promise(() => {});
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Failure(body.detail ?? `The server answered ${response.status}. Try again soon.`);
  }
  return body;
}

/** Ends the session and shows the login page. */
export async function logOut() {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  await fetch("/logout", { method: "POST", headers: { "X-XSRF-TOKEN": token } });
  location.assign("/login");
}
