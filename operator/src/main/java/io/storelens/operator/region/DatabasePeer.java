package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.storelens.contract.config.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the database is, as far as a policy can say: its ports, and its hosts where they are
 * addresses. A policy knows no names, so a name is any host.
 *
 * @param addresses IPv4 or IPv6 addresses; empty for any host
 * @param ports at least one
 */
record DatabasePeer(List<String> addresses, List<Integer> ports) {
  private static final int POSTGRESQL = 5432;
  private static final Pattern HOSTS = Pattern.compile("^jdbc:postgresql://([^/?]+)");
  private static final Pattern HOST = Pattern.compile("^(\\[[^]]+]|[^:]*)(?::(\\d{1,5}))?$");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  DatabasePeer {
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
  }

  /** The database of {@code config}; without one, any host's port of PostgreSQL. */
  static DatabasePeer of(Optional<DatabaseConfig> config) {
    var hosts = HOSTS.matcher(config.map(DatabaseConfig::url).orElse(""));
    if (!hosts.find()) {
      return new DatabasePeer(List.of(), List.of(POSTGRESQL));
    }
    var addresses = new TreeSet<String>();
    var ports = new TreeSet<Integer>();
    boolean areAddresses = true;
    for (String part : hosts.group(1).split(",", -1)) {
      var host = HOST.matcher(part);
      if (!host.matches()) {
        return new DatabasePeer(List.of(), List.of(POSTGRESQL));
      }
      ports.add(host.group(2) == null ? POSTGRESQL : Integer.parseInt(host.group(2)));
      areAddresses &= isAddress(host.group(1));
      addresses.add(host.group(1).replaceAll("[\\[\\]]", ""));
    }
    return new DatabasePeer(
        areAddresses ? new ArrayList<>(addresses) : List.of(), new ArrayList<>(ports));
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || IPV4.matcher(host).matches();
  }

  /** Empty for any host. */
  List<NetworkPolicyPeer> peers() {
    return addresses.stream()
        .map(
            address ->
                new NetworkPolicyPeerBuilder()
                    .withNewIpBlock()
                    .withCidr(address + (address.contains(":") ? "/128" : "/32"))
                    .endIpBlock()
                    .build())
        .toList();
  }
}
