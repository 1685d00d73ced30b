package vivarium.desktop.shell;

import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** One sentence over the stage, for a while: what was done, or why something was refused. */
final class Notices {

  private static final long SHOWN_NANOS = 8_000_000_000L;

  private final LongSupplier wallNanos;
  private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper complaint = new ReadOnlyBooleanWrapper();
  private long since;

  Notices(LongSupplier wallNanos) {
    this.wallNanos = wallNanos;
  }

  void tell(String words) {
    show(words, false);
  }

  void complain(String words) {
    show(words, true);
  }

  private void show(String words, boolean isComplaint) {
    complaint.set(isComplaint);
    sentence.set(words);
    since = wallNanos.getAsLong();
  }

  /** Takes away what has been there long enough. */
  void pulse() {
    if (!sentence.get().isEmpty() && wallNanos.getAsLong() - since > SHOWN_NANOS) {
      sentence.set("");
    }
  }

  /** Empty most of the time. */
  ReadOnlyStringProperty sentenceProperty() {
    return sentence.getReadOnlyProperty();
  }

  /** Whether it is about something that went wrong. */
  ReadOnlyBooleanProperty complaintProperty() {
    return complaint.getReadOnlyProperty();
  }
}
