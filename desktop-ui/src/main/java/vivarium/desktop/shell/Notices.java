package vivarium.desktop.shell;

import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;

/**
 * One sentence over the stage, for a while: what was done, or why something was refused. It follows
 * the language that is shown.
 */
final class Notices {

  private static final long SHOWN_NANOS = 4_500_000_000L;

  /** Why something failed is read more slowly. */
  private static final long COMPLAINT_NANOS = 7_000_000_000L;

  /** What is long is read for longer. */
  private static final long LETTER_NANOS = 60_000_000L;

  private final LongSupplier wallNanos;
  private final ObservableValue<Texts> texts;
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper complaint = new ReadOnlyBooleanWrapper();
  private Sentence said = Sentence.NONE;
  private long since;

  Notices(LongSupplier wallNanos, ObservableValue<Texts> texts) {
    this.wallNanos = wallNanos;
    this.texts = texts;
    texts.subscribe((before, now) -> words.set(said.in(now)));
  }

  void tell(Sentence sentence) {
    show(sentence, false);
  }

  void complain(Sentence sentence) {
    show(sentence, true);
  }

  private void show(Sentence sentence, boolean isComplaint) {
    complaint.set(isComplaint);
    said = sentence;
    words.set(sentence.in(texts.getValue()));
    since = wallNanos.getAsLong();
  }

  /** Takes away what has been there long enough. */
  void pulse() {
    long least = complaint.get() ? COMPLAINT_NANOS : SHOWN_NANOS;
    long shown = Math.max(least, words.get().length() * LETTER_NANOS);
    if (!words.get().isEmpty() && wallNanos.getAsLong() - since > shown) {
      close();
    }
  }

  /** Takes it away at once. */
  void close() {
    said = Sentence.NONE;
    words.set("");
  }

  /** Empty most of the time. */
  ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /** Whether it is about something that went wrong. */
  ReadOnlyBooleanProperty complaintProperty() {
    return complaint.getReadOnlyProperty();
  }
}
