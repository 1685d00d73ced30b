package vivarium.desktop.timeline;

import vivarium.desktop.stage.Tone;

/**
 * A state event as the list shows it.
 *
 * @param seq whose event
 * @param atNanos when, in virtual time
 * @param clock when, for people
 * @param sentence what happened
 * @param because the nearest cause in a sentence; empty if nothing told caused it
 * @param tone how serious it is
 */
public record EventLine(
    long seq, long atNanos, String clock, String sentence, String because, Tone tone) {}
