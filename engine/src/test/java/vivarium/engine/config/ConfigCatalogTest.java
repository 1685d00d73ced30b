package vivarium.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vivarium.engine.config.ConfigSpec.Scope;

class ConfigCatalogTest {

  @ParameterizedTest
  @EnumSource(Scope.class)
  void everyDefaultIsItselfValid(Scope scope) {
    ConfigCatalog.specs(scope)
        .values()
        .forEach(
            spec ->
                assertThatCode(() -> spec.validate(spec.kafkaDefault()))
                    .as(spec.toString())
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyProfileSetsOnlyWhatExistsToWhatIsValid(Profile profile) {
    profile
        .brokerConfigs()
        .forEach((key, value) -> ConfigCatalog.get(Scope.BROKER, key).validate(value));
    profile
        .simulationConfigs()
        .forEach((key, value) -> ConfigCatalog.get(Scope.SIMULATION, key).validate(value));
    assertThat(profile.word()).isLowerCase();
  }

  @Test
  void aBadValueIsToldWithWhatWouldBeValid() {
    ConfigSpec spec = ConfigCatalog.get(Scope.TOPIC, ConfigCatalog.UNCLEAN_LEADER_ELECTION);
    assertThatThrownBy(() -> spec.validate("yes"))
        .hasMessage("unclean.leader.election.enable=yes is not valid: it must be true or false");
  }
}
