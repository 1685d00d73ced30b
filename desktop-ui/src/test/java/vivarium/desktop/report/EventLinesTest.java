package vivarium.desktop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.json.EventJson;

class EventLinesTest {

  private static List<Stamped> events() {
    Classroom classroom = new Classroom().withClients().runFor(3_000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4_000);
    List<Stamped> events = new ArrayList<>();
    classroom.cluster().events().readAfter(0, events::add);
    return events;
  }

  private static String written(EventLines lines, List<Stamped> events) throws IOException {
    StringWriter out = new StringWriter();
    lines.write(events, out);
    return out.toString();
  }

  /** As RFC 4180 has it, and stricter: every line ends in CR LF, a bare quote is a mistake. */
  private static List<List<String>> parse(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    while (at < csv.length()) {
      StringBuilder cell = new StringBuilder();
      if (csv.charAt(at) == '"') {
        for (at++; csv.charAt(at) != '"' || csv.charAt(at + 1) == '"'; at++) {
          at += csv.charAt(at) == '"' ? 1 : 0;
          cell.append(csv.charAt(at));
        }
        at++;
      } else {
        for (; csv.charAt(at) != ',' && csv.charAt(at) != '\r'; at++) {
          assertThat(csv.charAt(at)).isNotIn('"', '\n');
          cell.append(csv.charAt(at));
        }
      }
      row.add(cell.toString());
      if (csv.charAt(at) == ',') {
        at++;
      } else {
        assertThat(csv.substring(at, at + 2)).isEqualTo("\r\n");
        at += 2;
        rows.add(row);
        row = new ArrayList<>();
      }
    }
    return rows;
  }

  @Test
  void aTableHasARowForEachEventAndSaysTheSameAsTheJsonLines() throws IOException {
    List<Stamped> events = events();
    List<List<String>> rows = parse(written(EventLines.CSV, events));

    assertThat(rows).hasSize(events.size() + 1).allSatisfy(row -> assertThat(row).hasSize(7));
    assertThat(rows.getFirst())
        .containsExactly("seq", "time_s", "node", "event", "cause_seq", "sentence", "data");
    for (int i = 0; i < events.size(); i++) {
      List<String> row = rows.get(i + 1);
      String json =
          "{\"seq\":%s,\"atNanos\":%s,\"node\":\"%s\",\"causeSeq\":%s,\"event\":\"%s\",\"data\":%s}"
              .formatted(
                  row.get(0),
                  new BigDecimal(row.get(1)).movePointRight(9).longValueExact(),
                  row.get(2),
                  row.get(4),
                  row.get(3),
                  row.get(6));
      assertThat(json).isEqualTo(EventJson.line(events.get(i)));
    }
    assertThat(rows).extracting(row -> row.get(5)).contains("broker 1 was killed");
  }

  @Test
  void whatWouldBreakATableIsQuoted() {
    Stamped stamped =
        new Stamped(
            1, 2_500_000_000L, NodeId.producer("a,\"b\"\nc"), 0, new ClusterEvent.Client.Removed());
    List<List<String>> rows = parse(EventLines.CSV.line(stamped));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().get(1)).isEqualTo("2.500000000");
    assertThat(rows.getFirst().get(2)).endsWith("a,\"b\"\nc");
  }

  @Test
  void aNameInCsvAsksForATable() {
    assertThat(EventLines.of(Path.of("x.CSV"))).isEqualTo(EventLines.CSV);
    assertThat(EventLines.of(Path.of("x.jsonl"))).isEqualTo(EventLines.JSON);
  }

  @Test
  void aStretchOfTimeHasItsEnds() {
    List<Stamped> events = events();
    long from = events.get(10).atNanos();
    long to = events.get(20).atNanos();
    assertThat(EventLines.between(events, from, to))
        .contains(events.get(10), events.get(20))
        .allSatisfy(each -> assertThat(each.atNanos()).isBetween(from, to));
  }
}
