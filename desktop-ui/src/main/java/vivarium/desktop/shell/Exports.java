package vivarium.desktop.shell;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.scene.image.WritableImage;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.charts.ChartsView;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.PngEncoder;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.report.EventLines;
import vivarium.desktop.report.Report;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.desktop.spacetime.SpaceTimeView;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.api.RecordPage;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Wording;

/**
 * What is written to files from the window: the picture, the charts, the events, the report. The
 * file's name says as what. Files are written beside the window's thread, which tells when they are
 * there, or what was in the way.
 */
public final class Exports {

  private static final double CHARTS_WIDTH = 1_400;
  private static final double CHARTS_HEIGHT = 700;

  private final ShellViewModel model;
  private final ShellView view;
  private final Wording title;
  private Place place = this::ask;

  /** Where something is to be written. */
  public interface Place {

    /**
     * Chooses.
     *
     * @param question what the file is for
     * @param name that it could have
     * @param endings that its name can have, such as {@code png}
     * @return null if it is not to be written after all
     */
    @Nullable Path choose(String question, String name, List<String> endings);
  }

  private interface Writing {
    void to(Path file) throws IOException;
  }

  Exports(
      ShellViewModel model,
      WindowActions actions,
      ShellView view,
      ChartsView charts,
      SpaceTimeView spaceTime,
      Wording title) {
    this.model = model;
    this.view = view;
    this.title = title;
    actions.on(WindowAction.EXPORT_PICTURE, this::picture);
    actions.on(
        WindowAction.EXPORT_CHARTS,
        () -> vectors("keys.exportCharts", "charts", charts.picture(CHARTS_WIDTH, CHARTS_HEIGHT)));
    actions.on(
        WindowAction.EXPORT_SPACE_TIME,
        () ->
            vectors(
                "keys.exportSpaceTime",
                "space-time",
                spaceTime.picture(CHARTS_WIDTH, CHARTS_HEIGHT)));
    actions.on(WindowAction.EXPORT_EVENTS, () -> events(0, Long.MAX_VALUE));
    actions.on(
        WindowAction.EXPORT_EVENTS_IN_SIGHT,
        () -> {
          TimeSpan span = model.timeline().axis().span();
          events(span.fromNanos(), span.toNanos());
        });
    actions.on(WindowAction.EXPORT_REPORT, this::report);
  }

  /** Asks for places in this way instead of with the system's dialog. */
  public void setPlace(Place other) {
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
    File chosen = chooser.showSaveDialog(view.getScene().getWindow());
    return chosen == null ? null : chosen.toPath();
  }

  /** The whole window as PNG, or its stage as vectors. */
  private void picture() {
    Path file = place("keys.exportPicture", "vivarium.png", List.of("png", "svg"));
    Frame frame = model.frame();
    if (file == null || frame == null) {
      return;
    }
    if (endsWith(file, ".svg")) {
      String document =
          SvgPicture.ofStage(frame, model.moment().marks(), name())
              .document(view.appearanceProperty().get().palette());
      write(file, to -> Files.writeString(to, document));
    } else {
      view.finishDrawing();
      WritableImage image = view.getScene().snapshot(null);
      write(
          file,
          to -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
              PngEncoder.write(image, out);
            }
          });
    }
  }

  private void vectors(String question, String name, SvgPicture picture) {
    Path file = place(question, name + ".svg", List.of("svg"));
    if (file != null) {
      String document = picture.document(view.appearanceProperty().get().palette());
      write(file, to -> Files.writeString(to, document));
    }
  }

  private void events(long fromNanos, long toNanos) {
    Path file = place("keys.exportEvents", "events.csv", List.of("csv", "jsonl"));
    if (file == null) {
      return;
    }
    List<Stamped> all = new ArrayList<>();
    model.session().retell(0, all::add);
    EventLines lines = EventLines.of(file);
    write(
        file,
        to -> {
          try (BufferedWriter out = Files.newBufferedWriter(to)) {
            lines.write(EventLines.between(all, fromNanos, toNanos), out);
          }
        });
  }

  private void report() {
    Path file = place("keys.exportReport", "report.html", List.of("html"));
    if (file == null) {
      return;
    }
    ClusterSession session = model.session();
    Tape tape =
        new Tape(
            session.events(),
            session.presentNanos(),
            "this is a report",
            query -> new RecordPage.Refused("this is a report"));
    @Nullable ClusterModel present =
        session.events().firstSeq() > 1 ? session.present().copy() : null;
    Texts texts = model.textsProperty().get();
    LinkedHashMap<String, String> environment = new LinkedHashMap<>();
    environment.put("Java", Runtime.version().toString());
    environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    Report.About about = new Report.About(title, Wording.NONE, environment);
    write(
        file,
        to -> {
          // With the beginning forgotten, the story begins with what is true now.
          ClusterSession retold =
              present == null
                  ? new ClusterSession(tape)
                  : new ClusterSession(tape, present, () -> 0);
          Files.writeString(to, Report.html(retold, about, texts, new FontMeasure()));
        });
  }

  private @Nullable Path place(String question, String name, List<String> endings) {
    Path file = place.choose(model.textsProperty().get().get(question), name, endings);
    if (file == null || endings.stream().anyMatch(ending -> endsWith(file, "." + ending))) {
      return file;
    }
    return file.resolveSibling(file.getFileName() + "." + endings.getFirst());
  }

  private static boolean endsWith(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private void write(Path file, Writing writing) {
    CompletableFuture.runAsync(
            () -> {
              try {
                writing.to(file);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            })
        .whenCompleteAsync((nothing, failure) -> told(file, failure), model.windowThread());
  }

  private void told(Path file, @Nullable Throwable failure) {
    Texts texts = model.textsProperty().get();
    if (failure == null) {
      model.tell(texts.get("export.done", file));
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String reason =
        switch (cause) {
          case AccessDeniedException unused -> texts.get("export.denied");
          case NoSuchFileException unused -> texts.get("export.noFolder");
          case null -> "";
          default -> String.valueOf(cause.getMessage());
        };
    model.complain(texts.get("export.failed", file, reason));
  }

  private String name() {
    return title.in(model.textsProperty().get().locale());
  }
}
