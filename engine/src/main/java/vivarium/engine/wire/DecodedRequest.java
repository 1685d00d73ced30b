package vivarium.engine.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.wire.ServedApis.VersionRange;

/**
 * A request as it came over the wire.
 *
 * <p>Source: {@code RequestHeader.parse} and {@code RequestContext.parseRequest}.
 *
 * @param apiKey Kafka's number of the API, one of {@link ServedApis}
 * @param apiVersion its version, one that is served; only of ApiVersions it may be any, and then
 *     {@link ApiVersionsAnswer} tells the client so
 * @param correlationId the client's number for the request
 * @param clientId the client's name for itself, or null
 * @param body the request; its records alias the frame
 */
public record DecodedRequest(
    short apiKey, short apiVersion, int correlationId, @Nullable String clientId, ApiMessage body) {

  /** API key and version, which every header begins with. */
  private static final int MIN_HEADER_BYTES = 4;

  /**
   * Reads a frame without its length prefix.
   *
   * @param frame the bytes, which nobody changes any more
   * @throws BadRequestException if it is no request, or one that is not served
   */
  public static DecodedRequest decode(byte[] frame) throws BadRequestException {
    if (frame.length < MIN_HEADER_BYTES) {
      throw new BadRequestException(
          "a frame of %d bytes, too short for a request".formatted(frame.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    short apiKey = buffer.getShort(0);
    short version = buffer.getShort(2);
    VersionRange served = ServedApis.find(apiKey);
    if (served == null) {
      throw new BadRequestException("API key %d, which is not served".formatted(apiKey));
    }
    boolean isVersionServed = served.contains(version);
    if (!isVersionServed && served.api() != ApiKeys.API_VERSIONS) {
      throw new BadRequestException(
          "%s version %d, served are %d to %d"
              .formatted(served.api().name, version, served.min(), served.max()));
    }
    ApiMessageType type = served.api().messageType;
    try {
      BoundedReader reader = new BoundedReader(buffer);
      RequestHeaderData header = new RequestHeaderData(reader, type.requestHeaderVersion(version));
      ApiMessage body = type.newRequest();
      if (isVersionServed) {
        body.read(reader, version);
      }
      return new DecodedRequest(apiKey, version, header.correlationId(), header.clientId(), body);
    } catch (RuntimeException e) {
      // Kafka's generated readers throw whatever their buffer does; the frame is bad in any case.
      throw new BadRequestException(
          "a malformed %s request, version %d, of %d bytes (%s)"
              .formatted(served.api().name, version, frame.length, causeOf(e)));
    }
  }

  private static String causeOf(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
