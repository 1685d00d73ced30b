package vivarium.engine.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine with one mistake in it: one method's bytes are changed as its class is loaded, in a
 * class loader of its own, so that the program itself knows nothing of mistakes.
 *
 * @param mistake what is wrong, in words
 * @param className the class, by its name within the engine
 * @param transform what makes it wrong
 */
record Mutant(String mistake, String className, ClassTransform transform) {

  private static final String ENGINE = "vivarium.engine.";

  /** A method whose whole body is another. */
  static Mutant withBody(
      String mistake, String className, String method, Consumer<CodeBuilder> body) {
    return new Mutant(
        mistake,
        className,
        ClassTransform.transformingMethods(
            candidate -> candidate.methodName().equalsString(method),
            (builder, element) -> {
              if (element instanceof CodeModel) {
                builder.withCode(body::accept);
              } else {
                builder.with(element);
              }
            }));
  }

  /** A method that does something else first. */
  static Mutant beginningWith(
      String mistake, String className, String method, Consumer<CodeBuilder> beginning) {
    CodeTransform code =
        CodeTransform.ofStateful(
            () ->
                new CodeTransform() {
                  @Override
                  public void atStart(CodeBuilder builder) {
                    beginning.accept(builder);
                  }

                  @Override
                  public void accept(CodeBuilder builder, java.lang.classfile.CodeElement element) {
                    builder.with(element);
                  }
                });
    return changing(mistake, className, method, code);
  }

  /** A method whose instructions are changed one by one. */
  static Mutant changing(String mistake, String className, String method, CodeTransform code) {
    return new Mutant(
        mistake,
        className,
        ClassTransform.transformingMethods(
            candidate -> candidate.methodName().equalsString(method),
            MethodTransform.transformingCode(code)));
  }

  /** What a simulated run of the seed finds wrong with the mutant; null if nothing. */
  @Nullable String violationOf(long seed, long faultNanos) throws ReflectiveOperationException {
    ClassLoader loader = new Loader();
    Object scenario =
        loader
            .loadClass(ENGINE + "simulation.RandomScenario")
            .getMethod("ofSeed", long.class, long.class)
            .invoke(null, seed, faultNanos);
    Object outcome =
        loader
            .loadClass(ENGINE + "simulation.SimulatedRun")
            .getMethod("of", scenario.getClass())
            .invoke(null, scenario);
    return (String) outcome.getClass().getMethod("violation").invoke(outcome);
  }

  /** Loads the engine anew, with the mistake in it. */
  private final class Loader extends ClassLoader {

    Loader() {
      super(Mutant.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ENGINE)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String resource = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(resource)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        if (name.equals(ENGINE + className)) {
          ClassFile classFile = ClassFile.of();
          bytes = classFile.transformClass(classFile.parse(bytes), transform);
        }
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Override
  public String toString() {
    return mistake;
  }
}
