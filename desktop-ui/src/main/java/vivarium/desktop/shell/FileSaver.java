package vivarium.desktop.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.i18n.FileReasons;
import vivarium.desktop.i18n.Sentence;
import vivarium.engine.text.Wording;

/**
 * Asks where something is to be written, and writes it beside the window's thread, which tells when
 * it is there, or what was in the way.
 */
final class FileSaver {

  private static final Logger LOG = LoggerFactory.getLogger(FileSaver.class);

  private final ShellViewModel model;
  private final Node window;
  private Exports.Place place = this::ask;

  /** Completes, never exceptionally, when all that was to be written until now is there. */
  private CompletableFuture<Void> finished = CompletableFuture.completedFuture(null);

  private boolean closed;

  /** What is written. */
  interface Writing {

    /**
     * Writes it.
     *
     * @return what is to be known of it, in a sentence; null if nothing is
     */
    @Nullable Wording to(Path file) throws IOException;
  }

  FileSaver(ShellViewModel model, Node window) {
    this.model = model;
    this.window = window;
  }

  /** Asks in this way instead of with the system's dialog. */
  void setPlace(Exports.Place other) {
    place = other;
  }

  private @Nullable Path ask(String question, String name, List<String> endings) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(question);
    chooser.setInitialFileName(name);
    for (String ending : endings) {
      chooser
          .getExtensionFilters()
          .add(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
    }
    File chosen = chooser.showSaveDialog(window.getScene().getWindow());
    return chosen == null ? null : chosen.toPath();
  }

  /**
   * Where it is to be written.
   *
   * @param question key of what the file is for
   * @param name that it could have
   * @param endings that its name can have; without one of them it gets the first. There are none
   *     for a folder
   * @return null if it is not to be written after all
   */
  @Nullable Path place(String question, String name, List<String> endings) {
    Path file = place.choose(model.textsProperty().get().get(question), name, endings);
    if (file == null
        || endings.isEmpty()
        || endings.stream().anyMatch(ending -> endsWith(file, "." + ending))) {
      return file;
    }
    return file.resolveSibling(file.getFileName() + "." + endings.getFirst());
  }

  static boolean endsWith(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  void write(Path file, Writing writing) {
    write(file, writing, written -> {});
  }

  /**
   * Writes it.
   *
   * @param done is told the file by the window's thread when it is there
   */
  void write(Path file, Writing writing, Consumer<Path> done) {
    CompletableFuture<Void> told =
        CompletableFuture.supplyAsync(() -> written(file, writing))
            .whenCompleteAsync(
                (caveat, failure) -> {
                  if (failure != null) {
                    failed(file, failure);
                    return;
                  }
                  told(file, caveat);
                  done.accept(file);
                },
                model.windowThread())
            .handle((caveat, failure) -> null);
    finished = CompletableFuture.allOf(finished, told);
  }

  /**
   * Nobody sees any more what is told here; what is being written is written to its end.
   *
   * @return completes, never exceptionally, when it is there, or has failed; that takes the
   *     window's thread, which must not wait for it
   */
  CompletableFuture<Void> close() {
    closed = true;
    return finished;
  }

  private static Wording written(Path file, Writing writing) {
    try {
      Wording caveat = writing.to(file);
      return caveat == null ? Wording.NONE : caveat;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void told(Path file, Wording caveat) {
    if (caveat.equals(Wording.NONE)) {
      model.tell(Sentence.of("export.done", file));
    } else {
      model.complain(
          texts ->
              texts.get("export.doneBut", file, FileReasons.of(caveat.in(texts.locale()), texts)));
    }
  }

  /** Says what was in the way. */
  void failed(Path file, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (closed) {
      LOG.warn("{} is not written: {}", file, String.valueOf(cause));
    }
    Sentence reason =
        switch (cause) {
          case AccessDeniedException unused -> Sentence.of("export.denied");
          case NoSuchFileException unused -> Sentence.of("export.noFolder");
          case null -> Sentence.NONE;
          default -> texts -> FileReasons.of(String.valueOf(cause.getMessage()), texts);
        };
    model.complain(texts -> texts.get("export.failed", file, reason.in(texts)));
  }
}
