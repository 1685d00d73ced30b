package vivarium.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;

/** What was done in the session as a scenario, and what happened in it as a recording. */
final class SessionSaves {

  private final ShellViewModel model;
  private final FileSaver saver;
  private @Nullable SessionKeeper keeper;

  SessionSaves(ShellViewModel model, WindowActions actions, FileSaver saver) {
    this.model = model;
    this.saver = saver;
    actions.on(WindowAction.SAVE_SCENARIO, this::scenario);
    actions.on(WindowAction.SAVE_RECORDING, this::recording);
    actions.unless(WindowAction.SAVE_SCENARIO, this::whyNoScenario);
    actions.unless(WindowAction.SAVE_RECORDING, this::whyNoRecording);
  }

  /** Says who writes the session; before that it cannot be saved. */
  void offer(SessionKeeper who) {
    keeper = who;
  }

  private String whyNoScenario() {
    Texts texts = model.textsProperty().get();
    SessionKeeper who = keeper;
    return who == null ? texts.get("why.cannotSave") : who.whyNoScenario(texts);
  }

  private String whyNoRecording() {
    Texts texts = model.textsProperty().get();
    SessionKeeper who = keeper;
    return who == null ? texts.get("why.cannotSave") : who.whyNoRecording(texts);
  }

  private void scenario() {
    SessionKeeper who = keeper;
    if (who != null && isPossible(this::whyNoScenario)) {
      save("keys.saveScenario", "session.json", List.of("json"), who::saveScenario, who);
    }
  }

  private void recording() {
    SessionKeeper who = keeper;
    if (who != null && isPossible(this::whyNoRecording)) {
      save("keys.saveRecording", "session.viv.gz", List.of("viv.gz"), who::saveRecording, who);
    }
  }

  private boolean isPossible(Supplier<String> whyNot) {
    boolean possible = whyNot.get().isEmpty();
    if (!possible) {
      model.complain(unused -> whyNot.get());
    }
    return possible;
  }

  private void save(
      String question,
      String name,
      List<String> endings,
      FileSaver.Writing writing,
      SessionKeeper who) {
    Path file = saver.place(question, name, endings);
    if (file != null) {
      saver.write(file, writing, who::saved);
    }
  }
}
