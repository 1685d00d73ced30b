package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReasonsTest {

  /** What readers say, and how it begins or what it contains in Korean. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          there is no file a.json | a.json 파일이 없습니다
          a.json may not be read: permission denied | a.json 파일을 읽을 권한이 없습니다
          /x is a folder, not a scenario or a recording | /x: 폴더입니다. 그 안의 시나리오나 녹화를 고르세요
          a.json: the file is empty: it must hold a scenario, a JSON object in {…} | a.json 파일이 비어 있어 시나리오도 녹화도 아닙니다
          a is empty: it is no scenario and no recording | a 파일이 비어 있어 시나리오도 녹화도 아닙니다
          r.gz is a recording of version 9, and this program reads version 1: it needs a newer Vivarium | r.gz: 버전 9 녹화인데 이 프로그램은 버전 1까지 읽습니다. 더 새로운 Vivarium이 필요합니다
          s.json: $.vivarium = 2 is a newer format than this program reads, which is 1: it needs a newer Vivarium | s.json: 버전 2 시나리오인데 이 프로그램은 버전 1까지 읽습니다. 더 새로운 Vivarium이 필요합니다
          r.gz, line 7: it ends in its middle. 1,234 events up to 00:12.000 were read | r.gz, 7번째 줄: 중간에서 끊겼습니다; 00:12.000까지 이벤트 1,234개를 읽었습니다
          r.gz has no end: whatever wrote it was stopped. 12 events up to 00:01.000 were read | r.gz 파일은 쓰던 프로그램이 멈춰 끝이 없습니다: 00:01.000까지 이벤트 12개를 읽었습니다
          r.gz is no recording that can be read: it is damaged here, and cannot be unpacked | r.gz 파일을 읽을 수 없습니다: 여기가 손상되어 압축을 풀 수 없습니다
          s.json: $.brokers = 0 is not valid: it must be 1 to 100 | s.json: $.brokers = 0 값은 쓸 수 없습니다. 가능한 값: 1~100
          s.json: $.steps[0].when: there is no group g; groups: billing | s.json: $.steps[0].when: 그룹 g가 없습니다. 있는 그룹: billing
          s.json: $.steps[0].do: there is no node 9; nodes: 1, 2, 101 | s.json: $.steps[0].do: 노드 9가 없습니다. 있는 노드: 1, 2, 101
          s.json: $.topics[1].name: topic a is given twice; give each topic once | s.json: $.topics[1].name: 토픽 a가 두 번 나옵니다. 토픽마다 한 번만 쓰세요
          s.json: $.producers[1]['client.id']: client p is given twice; give each client a client.id of its own | s.json: $.producers[1]['client.id']: 클라이언트 p가 두 번 나옵니다. 클라이언트마다 client.id를 다르게 쓰세요
          s.json: $.topics[0].configs['retention.ms']: retention.ms=x is not valid: it must be a whole number | s.json: $.topics[0].configs['retention.ms']: retention.ms=x는 쓸 수 없습니다. 가능한 값: 정수
          s.json: $.name is missing: it must be a title | s.json: $.name이(가) 없습니다. 필요한 값: 제목
          s.json: $.steps[0].do: no topic setting is called x; there are: retention.ms | s.json: $.steps[0].do: x라는 토픽 설정은 없습니다. 있는 설정: retention.ms
          s.json: $.steps[0].do: retention.ms=x is not valid: it must be a whole number, 1 or more | s.json: $.steps[0].do: retention.ms=x는 쓸 수 없습니다. 가능한 값: 1 이상의 정수
          s.json: $.steps[1].at: 45s is after the end of the story, "until": "30s"; give it an earlier time, or the story a later end | s.json: $.steps[1].at: 45s는 이야기의 끝인 "until": "30s"보다 뒤입니다. 시간을 앞당기거나 끝을 늦추세요
          a.json is a scenario, not a recording; play it with './vivarium run' | a.json은 녹화가 아니라 시나리오입니다. './vivarium run'으로 실행하세요
          it is a file, and the pictures need a folder | 파일입니다. 프레임을 담으려면 폴더가 필요합니다
          the folder holds other things than the pictures of a film | 영상의 프레임이 아닌 것이 들어 있는 폴더입니다
          and 4 more | 그 밖에 4건
          s.json: line 2, column 5: this is not JSON at 'x': a number is written such as 3 or 0.5 | s.json: 2번째 줄 5번째 칸: 'x'부터 JSON이 아닙니다. 수는 3이나 0.5처럼 씁니다
          """)
  void readersAreUnderstoodInKorean(String reason, String korean) {
    assertThat(FileReasons.of(reason, Texts.KOREAN)).isEqualTo(korean);
    assertThat(FileReasons.of(reason, Texts.ENGLISH)).doesNotContain("{0}");
  }
}
