package vivarium.engine.broker.handler;

import java.util.List;
import java.util.SortedMap;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/** DescribeConfigs of topics and brokers: the settings this cluster obeys, and no others. */
public final class DescribeConfigsHandler implements ApiHandler {

  private static final byte SOURCE_TOPIC = 1;
  private static final byte SOURCE_DYNAMIC_DEFAULT_BROKER = 3;
  private static final byte SOURCE_DEFAULT = 5;
  private static final byte TYPE_BOOLEAN = 1;
  private static final byte TYPE_STRING = 2;
  private static final byte TYPE_LIST = 7;
  private static final byte TYPE_INT = 3;
  private static final byte TYPE_LONG = 5;

  private final HostBroker broker;

  public DescribeConfigsHandler(HostBroker broker) {
    this.broker = broker;
  }

  @Override
  public void handle(Request request) {
    DescribeConfigsRequestData asked = (DescribeConfigsRequestData) request.body();
    DescribeConfigsResponseData response = new DescribeConfigsResponseData();
    for (var resource : asked.resources()) {
      DescribeConfigsResult result =
          new DescribeConfigsResult()
              .setResourceType(resource.resourceType())
              .setResourceName(resource.resourceName());
      response.results().add(result);
      if (resource.resourceType() == Type.TOPIC.id()) {
        describeTopic(result, resource.configurationKeys(), asked.includeDocumentation());
      } else if (resource.resourceType() == Type.BROKER.id()) {
        describeBroker(result, resource.configurationKeys(), asked.includeDocumentation());
      } else {
        result
            .setErrorCode(Errors.INVALID_REQUEST.code())
            .setErrorMessage("Only topics and brokers have configs here.");
      }
    }
    request.reply(response);
  }

  private void describeTopic(
      DescribeConfigsResult result, @Nullable List<String> keys, boolean withDocs) {
    MetadataImage image = broker.image();
    String name = result.resourceName();
    if (image.topic(name) == null) {
      result
          .setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code())
          .setErrorMessage(Errors.UNKNOWN_TOPIC_OR_PARTITION.message());
      return;
    }
    SortedMap<String, String> own = image.configsOf(ConfigResource.topic(name));
    SortedMap<String, String> brokers = image.configsOf(ConfigResource.ALL_BROKERS);
    for (ConfigSpec spec : ConfigCatalog.specs(ConfigSpec.Scope.TOPIC).values()) {
      byte source =
          own.containsKey(spec.name())
              ? SOURCE_TOPIC
              : brokers.containsKey(spec.name()) ? SOURCE_DYNAMIC_DEFAULT_BROKER : SOURCE_DEFAULT;
      add(result, keys, withDocs, spec, image.topicConfig(name, spec.name()), source);
    }
  }

  private void describeBroker(
      DescribeConfigsResult result, @Nullable List<String> keys, boolean withDocs) {
    MetadataImage image = broker.image();
    SortedMap<String, String> set = image.configsOf(ConfigResource.ALL_BROKERS);
    for (ConfigSpec spec : ConfigCatalog.specs(ConfigSpec.Scope.BROKER).values()) {
      byte source = set.containsKey(spec.name()) ? SOURCE_DYNAMIC_DEFAULT_BROKER : SOURCE_DEFAULT;
      add(result, keys, withDocs, spec, image.brokerConfig(spec.name()), source);
    }
  }

  private static void add(
      DescribeConfigsResult result,
      @Nullable List<String> keys,
      boolean withDocs,
      ConfigSpec spec,
      String value,
      byte source) {
    if (keys != null && !keys.contains(spec.name())) {
      return;
    }
    result
        .configs()
        .add(
            new DescribeConfigsResourceResult()
                .setName(spec.name())
                .setValue(value)
                .setConfigSource(source)
                .setConfigType(typeOf(spec))
                .setDocumentation(withDocs ? spec.meaning() : null));
  }

  private static byte typeOf(ConfigSpec spec) {
    return switch (spec.type()) {
      case INT -> TYPE_INT;
      case LONG -> TYPE_LONG;
      case BOOLEAN -> TYPE_BOOLEAN;
      case CHOICE -> TYPE_STRING;
      case REPLICAS -> TYPE_LIST;
    };
  }
}
