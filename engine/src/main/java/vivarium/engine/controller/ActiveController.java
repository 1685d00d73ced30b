package vivarium.engine.controller;

import java.util.List;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;

/** Whoever decides at the moment: on what state, and how a decision is made to hold. */
interface ActiveController {

  NodeContext context();

  /** The newest state: what was decided is in it at once. */
  MetadataImage image();

  /** Grows with every decision, whoever makes it. */
  long endOffset();

  /** Has records hold, as one. */
  void commit(List<ApiMessage> records);

  /** What becomes of replicas that leave an ISR below its minimum. */
  PartitionChange.Eligibility eligibility();
}
