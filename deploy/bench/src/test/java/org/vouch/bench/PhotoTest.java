package org.vouch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoTest {

    @TempDir
    private Path folder;

    @Test
    void takesThePicturesOfEachPersonsFolderInOrder() throws IOException {
        Path b = file("lee/b.JPG");
        Path a = file("lee/a.png");
        Path c = file("kim/c.jpeg");
        file("kim/notes.txt");
        file("loose.jpg");

        assertThat(Photo.ofFolders(folder))
                .containsExactly(new Photo("kim", c), new Photo("lee", a), new Photo("lee", b));
    }

    @Test
    void takesThePersonFromTheNameOfALooseFile() throws IOException {
        Path one = file("kim2.jpg");

        assertThat(Photo.ofFiles(folder, name -> name.substring(0, 3))).containsExactly(new Photo("kim", one));
    }

    @Test
    void drawsTheSameFewEveryTime() throws IOException {
        for (int i = 0; i < 30; i++) {
            file("person-" + i % 5 + "/" + i + ".jpg");
        }
        List<Photo> all = Photo.ofFolders(folder);

        List<Photo> drawn = Photo.drawn(all, 3, 2);

        assertThat(drawn).hasSize(6).doesNotHaveDuplicates().isSubsetOf(all).isEqualTo(Photo.drawn(all, 3, 2));
        assertThat(drawn.stream().map(Photo::person).distinct()).hasSize(3);
        assertThat(Photo.drawn(all, 99, 99)).containsExactlyInAnyOrderElementsOf(all);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
