package vivarium.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulated runs find bugs: each mistake below, which someone could make in the engine, breaks a
 * rule within {@link #SEEDS} seeds.
 */
class MutantsTest {

  private static final int SEEDS = 100;
  private static final long FAULT_NANOS = 30_000_000_000L;

  private static final ClassDesc LEADERSHIP = ClassDesc.of("vivarium.engine.replica.Leadership");
  private static final ClassDesc LOCAL_REPLICA =
      ClassDesc.of("vivarium.engine.replica.LocalReplica");
  private static final ClassDesc LOG = ClassDesc.of("vivarium.engine.log.PartitionLog");
  private static final ClassDesc ERRORS = ClassDesc.of("org.apache.kafka.common.protocol.Errors");
  private static final ClassDesc CHANGE =
      ClassDesc.of("vivarium.engine.controller.PartitionChange");
  private static final ClassDesc INT_PREDICATE = ClassDesc.of("java.util.function.IntPredicate");
  private static final MethodTypeDesc TO_LONG = MethodTypeDesc.of(ConstantDescs.CD_long);

  static Stream<Mutant> mutants() {
    return Stream.of(
        Mutant.beginningWith(
            "the high watermark advances before the follower's next fetch",
            "replica.Leadership",
            "followerFetched",
            code ->
                code.aload(0)
                    .getfield(LEADERSHIP, "log", LOG)
                    .invokevirtual(LOG, "logEndOffset", TO_LONG)
                    .lstore(2)),
        Mutant.beginningWith(
            "a follower truncates to its high watermark instead of by epoch",
            "replica.LocalReplica",
            "follow",
            code ->
                code.aload(0)
                    .getfield(LOCAL_REPLICA, "log", LOG)
                    .aload(0)
                    .getfield(LOCAL_REPLICA, "log", LOG)
                    .invokevirtual(LOG, "highWatermark", TO_LONG)
                    .invokevirtual(
                        LOG,
                        "truncateTo",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long))),
        Mutant.withBody(
            "a replica that may have lost records is kept in the ISR",
            "controller.PartitionDecisions",
            "afterUncleanShutdown",
            code -> code.return_()),
        Mutant.changing(
            "the leader epoch is not bumped", "metadata.MetadataDelta", "replay", firstOneToZero()),
        Mutant.withBody(
            "ISR and ELR are ignored in elections",
            "controller.PartitionChange",
            "isValidLeader",
            code ->
                code.aload(0)
                    .getfield(CHANGE, "isAcceptableLeader", INT_PREDICATE)
                    .iload(1)
                    .invokeinterface(
                        INT_PREDICATE,
                        "test",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int))
                    .ireturn()),
        Mutant.withBody(
            "a stale AlterPartition is accepted",
            "controller.PartitionDecisions",
            "validate",
            code -> code.getstatic(ERRORS, "NONE", ERRORS).areturn()),
        Mutant.withBody(
            "a broker is fenced and stays in the ISR",
            "controller.PartitionDecisions",
            "withoutBroker",
            code -> code.return_()),
        Mutant.withBody(
            "a duplicate sequence is appended",
            "log.ProducerStates",
            "check",
            code -> {
              ClassDesc next = ClassDesc.of("vivarium.engine.log.ProducerStates$Check$Next");
              code.new_(next)
                  .dup()
                  .invokespecial(next, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void))
                  .areturn();
            }),
        Mutant.withBody(
            "metadata is committed without a majority",
            "quorum.Replication",
            "highWatermark",
            code -> code.lload(3).lreturn()));
  }

  /** Turns the first {@code + 1} of a method with a PartitionChangeRecord into {@code + 0}. */
  private static CodeTransform firstOneToZero() {
    return CodeTransform.ofStateful(
        () -> {
          AtomicBoolean done = new AtomicBoolean();
          return (builder, element) -> {
            if (isOne(element) && done.compareAndSet(false, true)) {
              builder.iconst_0();
            } else {
              builder.with(element);
            }
          };
        });
  }

  private static boolean isOne(CodeElement element) {
    return element instanceof ConstantInstruction constant
        && Integer.valueOf(1).equals(constant.constantValue());
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Mutant mutant) throws Exception {
    String violation = null;
    long seed = 0;
    while (violation == null && seed < SEEDS) {
      violation = mutant.violationOf(++seed, FAULT_NANOS);
    }
    assertThat(violation).as("what %d seeds found of: %s", SEEDS, mutant).isNotNull();
  }
}
