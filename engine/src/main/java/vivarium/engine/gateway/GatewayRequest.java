package vivarium.engine.gateway;

import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;

/**
 * A request of a real client, decoded. Nobody else holds the body.
 *
 * @param connection where it came from and where its answer goes
 * @param apiKey Kafka's number of the API
 * @param apiVersion version of the API
 * @param correlationId the client's number for the request
 * @param clientId the client's name for itself, or null
 * @param body the request, as Kafka's generated class
 * @param sizeBytes size of the frame
 */
public record GatewayRequest(
    GatewayConnection connection,
    short apiKey,
    short apiVersion,
    int correlationId,
    @Nullable String clientId,
    ApiMessage body,
    int sizeBytes) {}
