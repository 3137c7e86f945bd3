package io.penstock.tools.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Loads everything of ours anew, with some calls redirected to {@link Planted}: a second fold with a bug in it, and
 * nothing of the first one changed.
 */
final class PlantedLoader extends ClassLoader {
    private static final String OURS = "io.penstock.";
    private static final String HELPERS = "io/penstock/tools/simulator/Planted";

    private final List<PlantedBug.Redirect> redirects;
    private int planted;

    PlantedLoader(final PlantedBug bug) {
        super(PlantedLoader.class.getClassLoader());
        redirects = bug.redirects();
    }

    /** How many calls were redirected. */
    int planted() {
        return planted;
    }

    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            final Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(final String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            final byte[] bytes = patched(name.replace('.', '/'), in.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] patched(final String name, final byte[] original) {
        if (name.equals(HELPERS) || redirects.stream().noneMatch(redirect -> name.startsWith(redirect.caller()))) {
            return original;
        }
        final ClassReader reader = new ClassReader(original);
        final ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                final int access, final String method, final String descriptor, final String signature,
                final String[] exceptions) {
                return new Redirecting(
                    name, super.visitMethod(access, method, descriptor, signature, exceptions));
            }
        }, 0);
        return writer.toByteArray();
    }

    /** Redirects calls in one method. */
    private final class Redirecting extends MethodVisitor {
        private final String caller;

        Redirecting(final String caller, final MethodVisitor next) {
            super(Opcodes.ASM9, next);
            this.caller = caller;
        }

        @Override
        public void visitMethodInsn(
            final int opcode, final String owner, final String method, final String descriptor,
            final boolean isInterface) {
            for (final PlantedBug.Redirect redirect : redirects) {
                if (caller.startsWith(redirect.caller()) && owner.equals(redirect.owner())
                    && method.equals(redirect.method())) {
                    planted++;
                    super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, HELPERS, redirect.helper(), descriptorOf(redirect.helper()), false);
                    return;
                }
            }
            super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
        }
    }

    private static String descriptorOf(final String helper) {
        return Arrays.stream(Planted.class.getMethods()).filter(method -> method.getName().equals(helper))
            .map(Type::getMethodDescriptor).findFirst().orElseThrow();
    }

    /** Plays a swarm in the patched world: what broke, or empty. */
    String play(final PlantedBug bug, final long seed) {
        try {
            final Method entry = loadClass(PlantedEntry.class.getName()).getMethod("play", String.class, long.class);
            return (String) entry.invoke(null, bug.name(), seed);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("the planted world could not be entered", e);
        }
    }
}
