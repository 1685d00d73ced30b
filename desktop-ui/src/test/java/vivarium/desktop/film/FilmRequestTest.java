package vivarium.desktop.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vivarium.desktop.film.FilmRequest.Field;
import vivarium.desktop.film.FilmRequest.Reach;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.theme.Appearance;

class FilmRequestTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Reach REACH = new Reach(5 * SECOND, 65 * SECOND);

  private static Map<Field, String> wrong(String from, String to, String size, String speed) {
    FilmRequest.Answer answer =
        new FilmRequest(from, to, size, speed).check(REACH, Appearance.DARK, Texts.ENGLISH);
    assertThat(answer.film().isPresent()).isEqualTo(answer.wrong().isEmpty());
    return answer.wrong();
  }

  @Test
  void aRequestInOrderIsAFilmInTheLooksAndLanguageOfTheWindow() {
    FilmRequest.Answer answer =
        new FilmRequest(" 8s", "1m1s ", "1280×800", "0.5")
            .check(REACH, Appearance.LIGHT, Texts.KOREAN);

    assertThat(answer.film())
        .contains(
            new Film(
                8 * SECOND, 61 * SECOND, 12, 0.5, 1_280, 800, Appearance.LIGHT, Locale.KOREAN));
    assertThat(answer.wrong()).isEmpty();
  }

  @Test
  void timesAreReadAsTheyAreShownAndAsTheyAreSaid() {
    for (String end : List.of("01:02.500", "1:02.5", "62.5s", "1m2.5s", "62500ms")) {
      assertThat(
              new FilmRequest("00:08.000", end, "960x600", "1")
                  .check(REACH, Appearance.DARK, Texts.ENGLISH)
                  .film())
          .as(end)
          .hasValueSatisfying(film -> assertThat(film.toNanos()).isEqualTo(62_500_000_000L));
    }
  }

  @Test
  void eachFieldSaysWhatIsWrongWithIt() {
    assertThat(wrong("8", "soon", "large", "fast"))
        .containsExactly(
            Map.entry(Field.FROM, "Write a time such as 01:02.5, 62.5s or 1m30s."),
            Map.entry(Field.TO, "Write a time such as 01:02.5, 62.5s or 1m30s."),
            Map.entry(Field.SIZE, "Write WIDTHxHEIGHT, each from 320 to 3,840, such as 960x600."),
            Map.entry(Field.SPEED, "Write a number from 0.01 to 100, such as 0.5."));
    assertThat(wrong("8s", "9s", "300x200", "0")).containsOnlyKeys(Field.SIZE, Field.SPEED);
    assertThat(wrong("8s", "9s", "960x600", "NaN")).containsOnlyKeys(Field.SPEED);
  }

  @Test
  void whatIsForgottenOrStillToComeCannotBeFilmed() {
    assertThat(wrong("4s", "66s", "960x600", "1"))
        .containsExactly(
            Map.entry(Field.FROM, "What happened before 00:05.000 is forgotten."),
            Map.entry(
                Field.TO, "The present is 01:05.000: what comes after it has not happened yet."));
  }

  @Test
  void aFilmEndsAfterItsBeginning() {
    String why = "The film must end later than it begins, after 00:09.000.";
    assertThat(wrong("9s", "9s", "960x600", "1")).containsExactly(Map.entry(Field.TO, why));
    assertThat(wrong("9s", "8s", "960x600", "1")).containsExactly(Map.entry(Field.TO, why));
  }

  @Test
  void tooManyOrTooLargePicturesAreRefused() {
    String tooLong =
        "The stretch is 60.0 s long, and at this speed 50.0 s is the most (3,000 pictures): choose a"
            + " shorter one or a higher speed.";
    assertThat(wrong("5s", "65s", "960x600", "0.2"))
        .containsOnly(Map.entry(Field.FROM, tooLong), Map.entry(Field.TO, tooLong));
    assertThat(wrong("5s", "55s", "960x600", "0.2")).isEmpty();
    assertThat(wrong("5s", "65s", "3840x2160", "1"))
        .containsExactly(
            Map.entry(
                Field.SIZE,
                "At this size 482 pictures are the most, and that would be 720: choose a smaller"
                    + " size or a shorter stretch."));
  }

  @Test
  void whatStandsThereAtFirstIsInOrder() {
    assertThat(FilmRequest.upTo(30 * SECOND + 1_234_567, REACH))
        .isEqualTo(new FilmRequest("00:20.002", "00:30.001", "960x600", "1"));
    assertThat(FilmRequest.upTo(8 * SECOND, REACH))
        .as("only what is remembered")
        .isEqualTo(new FilmRequest("00:05.000", "00:08.000", "960x600", "1"));
    assertThat(FilmRequest.between(64 * SECOND, 70 * SECOND, REACH))
        .as("only what has happened")
        .isEqualTo(new FilmRequest("01:04.000", "01:05.000", "960x600", "1"));
  }
}
