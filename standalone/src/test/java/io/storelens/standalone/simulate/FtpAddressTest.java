package io.storelens.standalone.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FtpAddressTest {
  @Test
  void readsHostAndPort() {
    assertThat(FtpAddress.parse("ftp.example.com:2121"))
        .isEqualTo(new FtpAddress("ftp.example.com", 2121));
    assertThat(FtpAddress.parse("10.0.0.1")).isEqualTo(new FtpAddress("10.0.0.1", 21));
    assertThat(FtpAddress.parse("[2001:db8::1]:990")).isEqualTo(new FtpAddress("2001:db8::1", 990));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "host:", "host:0", "host:70000", "2001:db8::1"})
  void refusesOthers(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> FtpAddress.parse(text));
  }
}
