package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Remembered;
import vivarium.engine.text.Wording;

/** Films what happened, with or without a display: the stage as presenters show it. */
public final class FilmWriter {

  /** Pictures that the colours of a GIF are taken from. */
  private static final int SAMPLES = 16;

  private final Remembered story;
  private final Wording title;
  private final Film film;

  /**
   * A film to be written.
   *
   * @param story what happened; it goes back to the beginning of the film at least
   * @param title what stands beside the product's name
   */
  public FilmWriter(Remembered story, Wording title, Film film) {
    this.story = story;
    this.title = title;
    this.film = film;
  }

  /**
   * Says why a film may not be written to a place: a folder that holds anything but the pictures of
   * a former film is not replaced.
   *
   * @throws IOException that says what is in the way, or if the folder cannot be read
   */
  public static void check(FilmKind kind, Path target) throws IOException {
    if (kind == FilmKind.FRAMES) {
      FrameFolder.frames(target);
    }
  }

  /**
   * Writes it, beside its place until it is whole. Where it does not come about, nothing of it is
   * left behind, and what was there before stays.
   *
   * @param target the file or the folder, replaced if it is there
   * @param progress is told how many pictures are there
   * @param givenUp whether the film is not wanted any more; asked before each picture
   * @throws IOException if it cannot be written
   * @throws CancellationException if it was given up
   */
  public void write(FilmKind kind, Path target, LongConsumer progress, BooleanSupplier givenUp)
      throws IOException {
    check(kind, target);
    Path place = target.toAbsolutePath().normalize();
    Path part = place.resolveSibling(place.getFileName() + ".part");
    remove(kind, part); // Of a film whose process was killed.
    try {
      try (FilmFormat format = format(kind, part, givenUp)) {
        shoot(format, progress, givenUp);
      }
      if (kind == FilmKind.FRAMES) {
        FrameFolder.remove(place);
      }
      Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
    } catch (Throwable failure) {
      try {
        remove(kind, part);
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  private static void remove(FilmKind kind, Path part) throws IOException {
    if (kind == FilmKind.FRAMES) {
      FrameFolder.remove(part);
    } else {
      Files.deleteIfExists(part);
    }
  }

  private void shoot(FilmFormat format, LongConsumer progress, BooleanSupplier givenUp)
      throws IOException {
    try (Shooting shooting = new Shooting(givenUp)) {
      for (long frame = 0; frame < film.frames(); frame++) {
        format.add(shooting.shoot(frame), frame);
        progress.accept(frame + 1);
      }
    }
  }

  private FilmFormat format(FilmKind kind, Path part, BooleanSupplier givenUp) throws IOException {
    return switch (kind) {
      case GIF -> {
        ColourTable colours = colours(givenUp);
        yield new GifFilm(open(part), film, colours);
      }
      case APNG -> new ApngFilm(open(part), film);
      case FRAMES -> new FrameFolder(part, film);
    };
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** The same film is shot twice: it is always the same. */
  private ColourTable colours(BooleanSupplier givenUp) throws IOException {
    ColourTable colours = new ColourTable();
    long frames = film.frames();
    try (Shooting shooting = new Shooting(givenUp)) {
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
    private final Reel reel = new Reel(story.events(), story.first().seq());
    private final ClusterSession session = new ClusterSession(reel, story.first().copy(), () -> 0);
    private final AtomicLong filmNanos = new AtomicLong();
    private final int[] rgb = new int[film.width() * film.height()];
    private final Composed composed;
    private final BooleanSupplier givenUp;

    Shooting(BooleanSupplier givenUp) throws IOException {
      this.givenUp = givenUp;
      windTo(film.fromNanos());
      Picture picture =
          new Picture(film.width(), film.height())
              .in(film.appearance())
              .in(film.locale())
              .after(List.of(WindowAction.PRESENT));
      composed =
          PictureWriter.onToolkit(
              () -> {
                Composed window = PictureWriter.compose(session, title, picture, filmNanos::get);
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

    /** What happened up to there is taken in here: the toolkit's thread only draws it. */
    private void windTo(long nanos) {
      if (givenUp.getAsBoolean()) {
        throw new CancellationException("the film is not wanted any more");
      }
      reel.windTo(nanos);
      session.pulse();
    }

    int[] shoot(long frame) throws IOException {
      windTo(film.atNanos(frame));
      return PictureWriter.onToolkit(
          () -> {
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
