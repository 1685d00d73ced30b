package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.NodeId;

class CommandWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kill 2                       | broker 2: Kill               | 브로커 2: 강제 종료
          freeze 101                   | controller 101: Freeze       | 컨트롤러 101: 멈추기
          kill leader of orders-0      | leader of orders-0: Kill     | orders-0의 리더: 강제 종료
          kill controller              | the active controller: Kill  | 활성 컨트롤러: 강제 종료
          cut 1 -> 2                   | Cut broker 1 → broker 2      | 브로커 1 → 브로커 2 끊기
          change producer web acks=1   | web: acks=1                  | web: acks=1
          set topic orders segment.ms=9 | topic orders: segment.ms=9  | 토픽 orders: segment.ms=9
          power-loss all               | all machines: Power loss     | 모든 머신: 정전
          """)
  void aCommandIsToldInBothLanguages(String typed, String english, String korean) {
    CommandText command = CommandText.parse(typed);
    assertThat(new CommandWords(Texts.ENGLISH, NodeId::controller).of(command)).hasValue(english);
    assertThat(new CommandWords(Texts.KOREAN, NodeId::controller).of(command)).hasValue(korean);
  }

  @Test
  void aServerOfAnEnsembleIsNoController() {
    assertThat(new CommandWords(Texts.ENGLISH, NodeId::zookeeper).of(CommandText.parse("kill 101")))
        .hasValue("ZooKeeper 101: Kill");
  }
}
