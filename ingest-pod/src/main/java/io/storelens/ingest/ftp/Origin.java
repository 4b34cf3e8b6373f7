package io.storelens.ingest.ftp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a client comes from, as limits count it: its IPv4 address, or the /64 of its IPv6 address,
 * of which one household has all.
 *
 * @param network the address, without what a client can choose
 */
record Origin(InetAddress network) {
  private static final int PREFIX_BYTES = 8;

  static Origin of(InetAddress address) {
    return new Origin(address instanceof Inet6Address ? prefix(address) : address);
  }

  private static InetAddress prefix(InetAddress address) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are always an address", e);
    }
  }
}
