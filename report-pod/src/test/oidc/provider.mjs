// An OpenID Connect provider for the tests: node provider.mjs PORT REDIRECT_URI
// Whoever logs in as NAME is the subject NAME with the role NAME-role; with a name that ends in
// "-list" with two roles in a list.
import {Provider} from 'oidc-provider';

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'storelens',
    client_secret: 'a-secret-of-the-tests',
    redirect_uris: [redirect],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }],
  claims: {openid: ['sub'], profile: ['roles']},
  pkce: {required: () => true},
  cookies: {keys: ['a-key-of-the-tests']},
  async findAccount(context, id) {
    const roles = id.endsWith('-list') ? ['unknown', 'paris'] : `${id}-role`;
    return {accountId: id, claims: () => ({sub: id, roles})};
  },
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
