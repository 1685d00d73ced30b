package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.text.Wording;

class SessionSummaryTest {

  private static final Instant WHEN = Instant.parse("2026-11-28T09:41:00Z");

  private static String words(Wording title, boolean whole, Texts texts) {
    return new SessionSummary(title, 200_000_000_000L, WHEN, whole)
        .words(texts, ZoneOffset.UTC)
        .replace('\u202f', ' ');
  }

  @Test
  void itSaysWhatItWasHowLongAndWhenAndHowItEnded() {
    Wording title = new Wording("Leader crash", "리더 강제 종료");

    assertThat(words(title, true, Texts.ENGLISH))
        .isEqualTo("Leader crash · 3:20 of virtual time · ended Nov 28, 2026, 9:41 AM");
    assertThat(words(title, false, Texts.ENGLISH)).endsWith("9:41 AM, by a crash");
    assertThat(words(title, true, Texts.KOREAN))
        .startsWith("리더 강제 종료 · 가상 시간 3:20 · 2026. 11. 28.")
        .endsWith("9:41 종료");
    assertThat(words(title, false, Texts.KOREAN)).endsWith("9:41 비정상 종료");
  }

  @Test
  void withoutATitleTheRestIsSaid() {
    assertThat(words(Wording.NONE, true, Texts.ENGLISH)).startsWith("3:20 of virtual time");
  }
}
