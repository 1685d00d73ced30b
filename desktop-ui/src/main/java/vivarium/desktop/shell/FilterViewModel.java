package vivarium.desktop.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.StageFilter;

/** Which partitions have rows: the filter in force, and what is said of it. */
final class FilterViewModel {

  private final ClusterSession session;
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private StageFilter inForce = StageFilter.NONE;
  private String begun = "";
  private String judged = "";

  FilterViewModel(ClusterSession session) {
    this.session = session;
  }

  StageFilter inForce() {
    return inForce;
  }

  /**
   * Gives rows to the partitions alone that a text tells. A word that makes no sense lets every
   * partition through, and a last word that is only begun lets through what those before it do:
   * what is said and what is seen always agree.
   *
   * @return whether another filter is in force than before
   */
  boolean change(String text, Texts texts) {
    StageFilter wish = StageFilter.parse(text);
    judged = text;
    begun = "";
    if (wish.isBegun(text, session.model())) {
      begun = wish.words().getLast();
      wish = wish.withoutLast();
    }
    String wrongWord = wish.wrongWord(session.model());
    wrong.set(wrongWord != null);
    if (wrongWord != null) {
      answer.set(texts.get("filter.wrong", wrongWord));
      wish = StageFilter.NONE;
    }
    boolean another = !wish.equals(inForce);
    inForce = wish;
    return another;
  }

  /**
   * Gives a word that made no sense another chance: what it names may have come into being.
   *
   * @return whether another filter is in force than before
   */
  boolean judgeAgain(Texts texts) {
    return wrong.get()
        && StageFilter.parse(judged).wrongWord(session.model()) == null
        && change(judged, texts);
  }

  /** How the text of a filter may go on. */
  List<String> completions(String text, int limit) {
    return StageFilter.completions(text, session.model(), limit);
  }

  /** Says how many partitions have rows now. */
  void count(int shown, boolean internalTopics, Texts texts) {
    if (wrong.get()) {
      return;
    }
    if (inForce.isEmpty() && begun.isEmpty()) {
      answer.set("");
      return;
    }
    long all =
        session.model().partitions().keySet().stream()
            .filter(id -> internalTopics || !id.isInternal())
            .count();
    String matches = texts.get("filter.matches", Units.count(shown), Units.count(all));
    answer.set(begun.isEmpty() ? matches : matches + " · " + texts.get("filter.begun", begun));
  }

  /** How many partitions the filter lets through, or which word of it is wrong; empty without. */
  ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /** Whether the filter has a word that makes no sense; then every partition has its row. */
  ReadOnlyBooleanProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }
}
