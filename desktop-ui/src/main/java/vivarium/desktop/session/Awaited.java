package vivarium.desktop.session;

import java.util.concurrent.CompletableFuture;

/**
 * A condition that is waited for in the present, or looked for in the past.
 *
 * @param found completes, on another thread, with the seq of the event at which it holds; with 0 if
 *     that was withdrawn, or in the past if it does not hold up to the present
 * @param withdraw gives it up; in the present the cluster pauses
 */
public record Awaited(CompletableFuture<Long> found, Runnable withdraw) {}
