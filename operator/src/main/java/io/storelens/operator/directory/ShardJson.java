package io.storelens.operator.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.storelens.contract.directory.DirectoryShard;
import java.util.List;
import java.util.Set;

/**
 * A shard as text. The same shard always gives the same text, so that a change can be seen. It has
 * no line breaks: each byte of it goes through the API server with each change of a camera.
 */
public final class ShardJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(Set.class, new StdDelegatingSerializer(new Sorted())))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private ShardJson() {}

  /** Writes {@code shard}. */
  public static String write(DirectoryShard shard) {
    try {
      return MAPPER.writeValueAsString(shard) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a shard can always be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if {@code json} is not a shard
   */
  public static DirectoryShard read(String json) {
    try {
      return MAPPER.readValue(json, DirectoryShard.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not a shard of a camera directory", e);
    }
  }

  /** Sets of the JDK have no order of their own; it differs from start to start. */
  private static final class Sorted extends StdConverter<Set<?>, List<?>> {
    @Override
    public List<?> convert(Set<?> set) {
      return set.stream().sorted().toList();
    }
  }
}
