package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteArithmeticTest {
  @Test
  void isExactWhereEveryProcessorHasOneOfTheInstructions() {
    assertThat(ByteArithmetic.isExact("processor\t: 0\nflags\t\t: fpu avx2 avx512_vnni\n"))
        .isTrue();
    assertThat(ByteArithmetic.isExact("Features\t: fp asimd asimddp\n")).isTrue();
    assertThat(ByteArithmetic.isExact("flags\t\t: avx2 avx_vnni\nflags\t\t: avx2\n")).isFalse();
    assertThat(ByteArithmetic.isExact("flags\t\t: avx2 not_avx_vnni\n")).isFalse();
    assertThat(ByteArithmetic.isExact("")).isFalse();
  }
}
