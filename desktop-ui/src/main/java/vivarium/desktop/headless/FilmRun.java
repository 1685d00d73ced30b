package vivarium.desktop.headless;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import vivarium.desktop.export.FilmWriter;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.Remembered;
import vivarium.engine.scenario.StepTold;
import vivarium.engine.text.TimeText;

/**
 * A stretch of a scenario or a recording as a film.
 *
 * @param file what is told
 * @param film what of it to show, and how
 * @param target a file that ends in .gif, .png or .apng, or a folder for numbered pictures
 */
public record FilmRun(OpenedFile file, Film film, Path target) {

  /** Progress is told at so many parts of the whole. */
  private static final int PARTS = 10;

  /**
   * Plays a scenario, or takes a recording, and writes the film.
   *
   * @param progress is told how far it is, and first of a recording's damage
   * @param words what is wrong with a file, which is given in English, in another language
   * @return the steps that never came; none if the film ends before its story, and leaves out steps
   *     on purpose
   * @throws BadValueException if the film cannot be made as it is wished, before anything is played
   *     or written
   * @throws FailedException if a step cannot be carried out or a file not be written
   */
  public List<StepTold> write(PrintWriter progress, UnaryOperator<String> words) {
    check();
    Story story = Story.of(file, film.toNanos());
    String damage = story.damage();
    if (damage != null) {
      progress.println("vivarium: " + words.apply(damage));
    }
    long frames = film.frames();
    long step = Math.max(1, frames / PARTS);
    try {
      new FilmWriter(Remembered.wholly(story.tape().events()), story.title(), film)
          .write(
              FilmKind.of(target),
              target,
              done -> {
                if (done % step == 0 || done == frames) {
                  progress.println("%d of %d pictures".formatted(done, frames));
                  progress.flush();
                }
              },
              () -> false);
    } catch (IOException e) {
      throw OutputFile.failed(target, e);
    }
    return film.toNanos() < Story.usualEndNanos(file) ? List.of() : story.left();
  }

  private void check() {
    if (film.fromNanos() >= film.toNanos()) {
      throw new BadValueException(
          "--from %s is not before --to %s"
              .formatted(TimeText.format(film.fromNanos()), TimeText.format(film.toNanos())));
    }
    film.tooMuch()
        .map(this::tooMuch)
        .ifPresent(
            why -> {
              throw new BadValueException(why);
            });
    checkPlace();
  }

  private String tooMuch(Film.TooMuch what) {
    return switch (what) {
      case FRAMES ->
          "that would be %,d pictures, and %,d is the most: choose a stretch of at most %s,"
                  .formatted(film.frames(), Film.MAX_FRAMES, Units.span(film.longestNanos()))
              + " fewer --fps or a higher --speed";
      case PIXELS ->
          "%,d pictures of %d×%d are too much: choose a smaller --size, a stretch of at most %s"
                  .formatted(
                      film.frames(), film.width(), film.height(), Units.span(film.longestNanos()))
              + " or fewer --fps";
    };
  }

  private void checkPlace() {
    FilmKind kind = FilmKind.of(target);
    if (kind != FilmKind.FRAMES) {
      OutputFile.check(target);
      return;
    }
    if (!Files.isDirectory(target) && target.getFileName().toString().contains(".")) {
      throw new BadValueException(
          "cannot write %s: a film's name must end in .gif, .png or .apng, or name a folder"
              .formatted(target));
    }
    try {
      FilmWriter.check(kind, target);
    } catch (IOException e) {
      throw new BadValueException(String.valueOf(OutputFile.failed(target, e).getMessage()), e);
    }
    if (Files.notExists(target)) {
      OutputFile.check(target);
    }
  }
}
