package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.metadata.ConfigResource;

/**
 * IncrementalAlterConfigs as the controller decides on it. Left out: APPEND and SUBTRACT of list
 * configs.
 */
final class ConfigDecisions {

  private static final byte SET = 0;
  private static final byte DELETE = 1;

  private final ActiveController controller;
  private final PartitionDecisions partitions;

  ConfigDecisions(ActiveController controller, PartitionDecisions partitions) {
    this.controller = controller;
    this.partitions = partitions;
  }

  IncrementalAlterConfigsResponseData alter(IncrementalAlterConfigsRequestData request) {
    IncrementalAlterConfigsResponseData response = new IncrementalAlterConfigsResponseData();
    for (AlterConfigsResource resource : request.resources()) {
      var result =
          new IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse()
              .setResourceType(resource.resourceType())
              .setResourceName(resource.resourceName())
              .setErrorMessage("");
      response.responses().add(result);
      try {
        List<ApiMessage> records = alter(resource);
        if (!request.validateOnly()) {
          controller.commit(records);
          List<ApiMessage> elections = new ArrayList<>();
          partitions.reelect(resource.resourceName(), elections);
          controller.commit(elections);
        }
      } catch (RefusedException refused) {
        result.setErrorCode(refused.code()).setErrorMessage(refused.getMessage());
      }
    }
    return response;
  }

  private List<ApiMessage> alter(AlterConfigsResource resource) throws RefusedException {
    boolean ofTopic = resource.resourceType() == Type.TOPIC.id();
    boolean ofAllBrokers =
        resource.resourceType() == Type.BROKER.id() && resource.resourceName().isEmpty();
    if (!ofTopic && !ofAllBrokers) {
      throw new RefusedException(
          Errors.INVALID_REQUEST,
          "Configs can be set on a topic, or on all brokers with an empty broker name.");
    }
    if (ofTopic && controller.image().topic(resource.resourceName()) == null) {
      throw new RefusedException(
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          "The topic '%s' does not exist.".formatted(resource.resourceName()));
    }
    List<ApiMessage> records = new ArrayList<>();
    for (var config : resource.configs()) {
      if (config.configOperation() != SET && config.configOperation() != DELETE) {
        throw new RefusedException(
            Errors.INVALID_CONFIG, "%s is not a list config".formatted(config.name()));
      }
      String value = config.configOperation() == DELETE ? null : config.value();
      records.add(
          ofTopic
              ? ofTopic(resource.resourceName(), config.name(), value)
              : ofBrokers(config.name(), value));
    }
    return records;
  }

  static ConfigRecord ofTopic(String topic, String key, @Nullable String value)
      throws RefusedException {
    validate(ConfigSpec.Scope.TOPIC, key, value);
    return new ConfigRecord()
        .setResourceType(ConfigResource.TOPIC)
        .setResourceName(topic)
        .setName(key)
        .setValue(value);
  }

  private static ConfigRecord ofBrokers(String key, @Nullable String value)
      throws RefusedException {
    validate(ConfigSpec.Scope.BROKER, key, value);
    return new ConfigRecord()
        .setResourceType(ConfigResource.BROKER)
        .setResourceName("")
        .setName(key)
        .setValue(value);
  }

  private static void validate(ConfigSpec.Scope scope, String key, @Nullable String value)
      throws RefusedException {
    try {
      ConfigSpec spec = ConfigCatalog.get(scope, key);
      if (value != null) {
        spec.validate(value);
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Errors.INVALID_CONFIG, String.valueOf(e.getMessage()));
    }
  }
}
