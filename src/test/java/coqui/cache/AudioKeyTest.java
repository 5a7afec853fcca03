package coqui.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioKeyTest {

  @Test
  void key_sameParts_isTheSame() {
    assertThat(new AudioKey.Digest().add("a").add(1.5).add(new int[] {1, 2}).key())
        .isEqualTo(new AudioKey.Digest().add("a").add(1.5).add(new int[] {1, 2}).key());
  }

  @Test
  void key_partsCutElsewhere_isAnother() {
    assertThat(new AudioKey.Digest().add("ab").add("c").key())
        .isNotEqualTo(new AudioKey.Digest().add("a").add("bc").key());
    assertThat(new AudioKey.Digest().add(new int[] {1, 2}).add(new int[] {3}).key())
        .isNotEqualTo(new AudioKey.Digest().add(new int[] {1}).add(new int[] {2, 3}).key());
    assertThat(new AudioKey.Digest().add(new float[] {1, 2}).add(new float[] {}).key())
        .isNotEqualTo(new AudioKey.Digest().add(new float[] {}).add(new float[] {1, 2}).key());
  }

  @Test
  void key_ofSha256_isTheStandardsOwn() {
    // printf '\0\0\0\0\0\0\0\3abc' | sha256sum
    assertThat(new AudioKey.Digest().add("abc").key().digits())
        .isEqualTo("c3494ca1a2cf8eeb8a11ded316fb55b83c3bbbedb6313cd50415251e5d09e12f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "abc", "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789"})
  void key_otherThanADigest_isRefused(String digits) {
    assertThatThrownBy(() -> new AudioKey(digits)).isInstanceOf(IllegalArgumentException.class);
  }
}
