package vivarium.engine.wire;

import java.util.SortedMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.FinalizedFeatureKey;
import org.apache.kafka.common.message.ApiVersionsResponseData.SupportedFeatureKey;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.wire.ServedApis.VersionRange;

/**
 * What a broker answers to ApiVersions: exactly {@link ServedApis}, and the features that are
 * finalized (KIP-584). Without {@code transaction.version} clients use the first transaction
 * protocol; that the consumer group protocol is there they see by its API, not by {@code
 * group.version}.
 *
 * <p>Source: KIP-35, KIP-511, {@code ApiVersionsRequest} and {@code ApiVersionManager}.
 */
public final class ApiVersionsAnswer {

  /** Produce is told from version 0 although 0 to 2 are refused: old librdkafka looks for it. */
  private static final short TOLD_MIN_PRODUCE_VERSION = 0; // KAFKA-18659

  /** From this version on a request names the client's software. */
  private static final short MIN_VERSION_WITH_SOFTWARE = 3;

  /** So far no feature here has more than one level beside being off. */
  private static final short HIGHEST_LEVEL = 1;

  private static final Pattern SOFTWARE =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

  private ApiVersionsAnswer() {}

  /**
   * The answer to a request of the given version, be it served or not.
   *
   * @param version the version in the request's header
   * @param request its body; empty if the version is not served
   */
  public static ApiVersionsResponseData to(short version, ApiVersionsRequestData request) {
    ApiVersionsResponseData answer = new ApiVersionsResponseData();
    if (!ServedApis.serves(ApiKeys.API_VERSIONS.id, version)) {
      answer.setErrorCode(Errors.UNSUPPORTED_VERSION.code());
      answer.apiKeys().add(told(ApiKeys.API_VERSIONS));
      return answer;
    }
    if (version >= MIN_VERSION_WITH_SOFTWARE && !namesItsSoftware(request)) {
      return answer.setErrorCode(Errors.INVALID_REQUEST.code());
    }
    for (VersionRange range : ServedApis.all()) {
      answer.apiKeys().add(told(range.api()));
    }
    return answer;
  }

  /**
   * Adds the features there are, and those that are finalized: at level 0 one is not.
   *
   * @param features levels by Kafka's names
   * @param epoch of this state of the features: the offset up to which metadata is known
   */
  public static void tellFeatures(
      ApiVersionsResponseData answer, SortedMap<String, Integer> features, long epoch) {
    answer.setFinalizedFeaturesEpoch(epoch);
    features.forEach(
        (name, level) -> {
          answer
              .supportedFeatures()
              .add(
                  new SupportedFeatureKey()
                      .setName(name)
                      .setMinVersion((short) 0)
                      .setMaxVersion(HIGHEST_LEVEL));
          if (level > 0) {
            answer
                .finalizedFeatures()
                .add(
                    new FinalizedFeatureKey()
                        .setName(name)
                        .setMinVersionLevel(level.shortValue())
                        .setMaxVersionLevel(level.shortValue()));
          }
        });
  }

  private static ApiVersion told(ApiKeys api) {
    VersionRange range = ServedApis.get(api);
    return new ApiVersion()
        .setApiKey(api.id)
        .setMinVersion(api == ApiKeys.PRODUCE ? TOLD_MIN_PRODUCE_VERSION : range.min())
        .setMaxVersion(range.max());
  }

  private static boolean namesItsSoftware(ApiVersionsRequestData request) {
    return SOFTWARE.matcher(request.clientSoftwareName()).matches()
        && SOFTWARE.matcher(request.clientSoftwareVersion()).matches();
  }
}
