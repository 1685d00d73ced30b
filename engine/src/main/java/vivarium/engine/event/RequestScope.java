package vivarium.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * Which requests a script of errors is for.
 *
 * @param api the API's name as Kafka spells it, for example {@code Produce}
 * @param partition only requests that concern this partition, perhaps among others; null for all
 * @param server only requests to this node; null for all
 * @param count how many requests it strikes; {@link #UNTIL_HEALED} without a bound
 * @param probability of striking a request that fits, above 0 and at most 1
 */
public record RequestScope(
    String api,
    @Nullable TopicPartition partition,
    @Nullable NodeId server,
    int count,
    double probability) {

  /** Strikes requests until it is healed. */
  public static final int UNTIL_HEALED = 0;

  /**
   * @throws IllegalArgumentException naming the value and what would be valid
   */
  public RequestScope {
    if (count < 0) {
      throw new IllegalArgumentException("next %d must be 1 or more".formatted(count));
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a probability of %s must be above 0%% and at most 100%%, such as 20%%"
              .formatted(Percent.of(probability)));
    }
  }

  /** The next requests of an API, whoever asks whomever. */
  public static RequestScope next(int count, String api) {
    return new RequestScope(api, null, null, count, 1);
  }

  public RequestScope on(TopicPartition only) {
    return new RequestScope(api, only, server, count, probability);
  }

  public RequestScope from(NodeId only) {
    return new RequestScope(api, partition, only, count, probability);
  }

  public RequestScope withProbability(double value) {
    return new RequestScope(api, partition, server, count, value);
  }

  /** {@code Produce on orders-0 from broker 2}: what it is for, not how often. */
  @Override
  public String toString() {
    return api
        + (partition == null ? "" : " on " + partition)
        + (server == null ? "" : " from " + server);
  }
}
