package io.penstock.tools.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One TOML text as a tree, and where each key stands in it. One thread; allocates. */
final class TomlFile {
    private static final TomlMapper MAPPER = new TomlMapper();

    private final String name;
    private final ObjectNode tree;
    private final TomlLines lines;

    private TomlFile(final String name, final ObjectNode tree, final TomlLines lines) {
        this.name = name;
        this.tree = tree;
        this.lines = lines;
    }

    /** Reads a file; refuses when it is not there, not readable or not TOML. */
    static TomlFile read(final Path file, final String name) {
        try {
            return parse(Files.readString(file), name);
        } catch (final MalformedInputException e) {
            throw new UserError("the configuration file is not UTF-8 text", name, "a TOML file in UTF-8");
        } catch (final IOException e) {
            throw new UserError("the configuration file cannot be read", name,
                "a readable TOML file, for example config/penstock.toml");
        }
    }

    static TomlFile parse(final String text, final String name) {
        final String plain = text.replace("\r\n", "\n");
        try {
            final JsonNode tree = MAPPER.readTree(plain);
            final ObjectNode root = tree instanceof ObjectNode table ? table : MAPPER.createObjectNode();
            return new TomlFile(name, root, new TomlLines(plain));
        } catch (final JsonProcessingException e) {
            final int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UserError("this is not TOML: " + e.getOriginalMessage().replace('\n', ' '),
                name + ":" + Math.max(1, line), "key = value lines below [section] headings; texts in double quotes");
        }
    }

    ObjectNode tree() {
        return tree;
    }

    Origin origin(final String path) {
        return new Origin(name, lines.of(path), path);
    }
}
