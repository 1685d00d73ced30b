package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlesTest {

  @ParameterizedTest
  @CsvSource({
    "브로커 1이(가) 리더, 브로커 1이 리더",
    "브로커 2이(가) 리더, 브로커 2가 리더",
    "브로커 3으로, 브로커 3으로",
    "브로커 3(으)로 가는 링크, 브로커 3으로 가는 링크",
    "컨트롤러 101(으)로 가는 링크, 컨트롤러 101로 가는 링크",
    "브로커 2(으)로 가는 링크, 브로커 2로 가는 링크",
    "orders-0을(를) 읽음, orders-0을 읽음",
    "ISR [3]을(를) 씀, ISR [3]을 씀",
    "그룹 'billing'이(가) 없음, 그룹 'billing'이 없음",
    "토픽 orders은(는) 있음, 토픽 orders는 있음",
    "과반을(를) 잃음, 과반을 잃음",
    "리더와(과) 팔로워, 리더와 팔로워",
    "컨트롤러 103과(와) 104, 컨트롤러 103과 104",
    "Produced(이)라는 API, Produced라는 API",
  })
  void theFormIsTheOneThatFitsTheWordBefore(String both, String one) {
    assertThat(Particles.choose(both)).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({"web-checkout이(가) 나감", "true(으)로 바꿈"})
  void bothStayWhereTheReadingIsNotCertain(String text) {
    assertThat(Particles.choose(text)).isEqualTo(text);
  }

  @Test
  void textsInKoreanHaveTheirParticleChosen() {
    assertThat(Texts.KOREAN.get("action.cut", Texts.KOREAN.get("stage.broker", 2)))
        .isEqualTo("브로커 2로 가는 링크 끊기");
  }
}
