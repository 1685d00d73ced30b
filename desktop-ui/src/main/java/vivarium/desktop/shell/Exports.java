package vivarium.desktop.shell;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.charts.ChartsView;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.film.FilmForm;
import vivarium.desktop.film.FilmStudio;
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
import vivarium.desktop.theme.Palette;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.api.RecordPage;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.text.Wording;

/**
 * What is written to files from the window: the picture, the charts, the events, the report, a
 * film. The file's name says as what. Files are written beside the window's thread, which tells
 * when they are there, or what was in the way.
 */
public final class Exports {

  private static final double CHARTS_WIDTH = 1_400;
  private static final double CHARTS_HEIGHT = 700;

  /** So that letters are sharp where the picture is shown larger. */
  private static final double PIXELS = 2;

  private final ShellViewModel model;
  private final ShellView view;
  private final Wording title;
  private final FileSaver saver;
  private final SessionSaves saves;
  private final Films films;

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

  private void write(Path file, Writing writing) {
    saver.write(
        file,
        to -> {
          writing.to(to);
          return null;
        });
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
    this.saver = new FileSaver(model, view);
    this.saves = new SessionSaves(model, actions, saver);
    this.films = new Films(model, actions, view, saver, title, spaceTime::inSight);
    actions.on(WindowAction.EXPORT_PICTURE, this::picture);
    actions.on(
        WindowAction.EXPORT_CHARTS,
        () -> drawing("keys.exportCharts", "charts", charts.picture(CHARTS_WIDTH, CHARTS_HEIGHT)));
    actions.on(
        WindowAction.EXPORT_SPACE_TIME,
        () ->
            drawing(
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

  /** Says who writes the session itself; before that it cannot be saved. */
  public void offer(SessionKeeper keeper) {
    saves.offer(keeper);
  }

  /** Says who makes films; before that there are none. */
  public void offer(FilmStudio studio) {
    films.offer(studio);
  }

  /** Where a film is asked for, over the stage. */
  FilmForm filmForm() {
    return films.form();
  }

  /**
   * Nothing more is made of what the window showed: a film is given up, and files that are being
   * written are written to their end.
   *
   * @return completes, never exceptionally, when they are whole and nothing is left behind of what
   *     was given up or failed; that takes the window's thread, which must not wait for it
   */
  public CompletableFuture<Void> close() {
    return CompletableFuture.allOf(films.close(), saver.close());
  }

  /** Asks for places in this way instead of with the system's dialog. */
  public void setPlace(Place other) {
    saver.setPlace(other);
  }

  /** The whole window as PNG, or its stage as vectors. */
  private void picture() {
    Path file = saver.place("keys.exportPicture", "vivarium.png", List.of("png", "svg"));
    Frame frame = model.frame();
    if (file == null || frame == null) {
      return;
    }
    if (FileSaver.endsWith(file, ".svg")) {
      String document =
          SvgPicture.ofStage(frame, model.moment().marks(), name())
              .document(view.appearanceProperty().get().palette());
      write(file, to -> Files.writeString(to, document));
    } else {
      view.finishDrawing();
      png(file, view.getScene().snapshot(null));
    }
  }

  /** A drawing as vectors or as PNG, as the file's name says. */
  private void drawing(String question, String name, SvgPicture picture) {
    Path file = saver.place(question, name + ".svg", List.of("svg", "png"));
    if (file == null) {
      return;
    }
    Palette palette = view.appearanceProperty().get().palette();
    if (FileSaver.endsWith(file, ".svg")) {
      String document = picture.document(palette);
      write(file, to -> Files.writeString(to, document));
    } else {
      png(file, picture.image(palette, PIXELS));
    }
  }

  private void png(Path file, WritableImage image) {
    write(
        file,
        to -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            PngEncoder.write(image, out);
          }
        });
  }

  private void events(long fromNanos, long toNanos) {
    Path file = saver.place("keys.exportEvents", "events.csv", List.of("csv", "jsonl"));
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
    Path file = saver.place("keys.exportReport", "report.html", List.of("html"));
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
    Report.About about = new Report.About(title, Wording.NONE, environment, List.of());
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

  private String name() {
    return title.in(model.textsProperty().get().locale());
  }
}
