/**
 * A film of a stretch of what happened, as a person asks for it: {@link
 * vivarium.desktop.film.FilmForm} is the form, {@link vivarium.desktop.film.FilmRequest} what is
 * wrong with what stands in it, and a {@link vivarium.desktop.film.FilmStudio} makes the film.
 * Imports {@code session}, {@code i18n} and {@code theme}.
 */
@NullMarked
package vivarium.desktop.film;

import org.jspecify.annotations.NullMarked;
