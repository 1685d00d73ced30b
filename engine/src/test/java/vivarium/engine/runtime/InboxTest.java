package vivarium.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final Inbox inbox = new Inbox(2);
  private final List<String> done = new ArrayList<>();

  private void runAll() {
    for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
      next.run();
    }
  }

  @Test
  void whatMayBeRefusedIsRefusedAtTheBoundAndWhatMayNotIsTaken() {
    assertThat(inbox.offer(() -> done.add("one"))).isTrue();
    assertThat(inbox.offer(() -> done.add("two"))).isTrue();
    assertThat(inbox.offer(() -> done.add("three"))).isFalse();
    inbox.put(() -> done.add("disconnect"));
    runAll();
    assertThat(done).containsExactly("one", "two", "disconnect");
    assertThat(inbox.isEmpty()).isTrue();
  }

  @Test
  void thereIsRoomAgainOnceSomethingWasTakenOut() {
    inbox.put(() -> {});
    inbox.put(() -> {});
    assertThat(inbox.offer(() -> {})).isFalse();
    inbox.poll();
    assertThat(inbox.offer(() -> {})).isTrue();
  }
}
