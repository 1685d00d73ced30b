package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.event.EventLog;
import vivarium.engine.scenario.Wording;

/** Films what happened, with or without a display: the stage as presenters show it. */
public final class FilmWriter {

  /** Pictures that the colours of a GIF are taken from. */
  private static final int SAMPLES = 16;

  private final EventLog events;
  private final Wording title;
  private final Film film;

  /**
   * A film to be written.
   *
   * @param events everything that happened, from the first event on
   * @param title what stands beside the product's name
   */
  public FilmWriter(EventLog events, Wording title, Film film) {
    this.events = events;
    this.title = title;
    this.film = film;
  }

  /** How a film's file must be named. */
  public static boolean isFile(Path file) {
    return endsWith(file, ".gif") || isPng(file);
  }

  private static boolean isPng(Path file) {
    return endsWith(file, ".png") || endsWith(file, ".apng");
  }

  private static boolean endsWith(Path file, String end) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(end);
  }

  /**
   * Writes it: an animated GIF or PNG as the file's name says, otherwise numbered pictures into a
   * folder.
   *
   * @param progress is told how many pictures are there
   * @throws IOException if it cannot be written
   */
  public void write(Path target, LongConsumer progress) throws IOException {
    try (FilmFormat format = format(target)) {
      try (Shooting shooting = new Shooting()) {
        for (long frame = 0; frame < film.frames(); frame++) {
          format.add(shooting.shoot(frame), frame);
          progress.accept(frame + 1);
        }
      }
    }
  }

  private FilmFormat format(Path target) throws IOException {
    if (endsWith(target, ".gif")) {
      ColourTable colours = colours();
      return new GifFilm(open(target), film, colours);
    }
    return isPng(target) ? new ApngFilm(open(target), film) : new FrameFolder(target, film);
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** The same film is shot twice: it is always the same. */
  private ColourTable colours() throws IOException {
    ColourTable colours = new ColourTable();
    long frames = film.frames();
    try (Shooting shooting = new Shooting()) {
      long samples = Math.min(SAMPLES, frames);
      for (long i = 0; i < samples; i++) {
        colours.sample(shooting.shoot(samples == 1 ? 0 : i * (frames - 1) / (samples - 1)));
      }
    }
    colours.choose();
    return colours;
  }

  /** A window's content that is wound from one moment to the next. */
  private final class Shooting implements AutoCloseable {
    private final Reel reel = new Reel(events);
    private final AtomicLong filmNanos = new AtomicLong();
    private final int[] rgb = new int[film.width() * film.height()];
    private final Composed composed;

    Shooting() throws IOException {
      reel.windTo(film.fromNanos());
      Picture picture =
          new Picture(film.width(), film.height())
              .in(film.appearance())
              .in(film.locale())
              .after(List.of(WindowAction.PRESENT));
      composed =
          PictureWriter.onToolkit(
              () -> {
                Composed window =
                    PictureWriter.compose(new ClusterSession(reel), title, picture, filmNanos::get);
                window.model().stage().film();
                window
                    .view()
                    .setTop(
                        new FilmStrip(
                            title.in(film.locale()), window.model().toolbar().clockProperty()));
                window.scene().getRoot().applyCss();
                window.scene().getRoot().layout(); // The stage has more room now.
                return window;
              });
    }

    int[] shoot(long frame) throws IOException {
      return PictureWriter.onToolkit(
          () -> {
            reel.windTo(film.atNanos(frame));
            filmNanos.set(film.shownNanos(frame));
            composed.view().pulse();
            composed.scene().getRoot().applyCss();
            composed.scene().getRoot().layout();
            WritableImage image = composed.scene().snapshot(null);
            image
                .getPixelReader()
                .getPixels(
                    0,
                    0,
                    film.width(),
                    film.height(),
                    PixelFormat.getIntArgbInstance(),
                    rgb,
                    0,
                    film.width());
            for (int i = 0; i < rgb.length; i++) {
              rgb[i] &= 0xffffff;
            }
            return rgb;
          });
    }

    @Override
    public void close() {
      reel.close();
    }
  }
}
