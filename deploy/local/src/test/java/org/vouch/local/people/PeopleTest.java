package org.vouch.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleTest {

    @Test
    void thereAreEnoughPeopleAndNoTwoShareANumber() {
        List<Person> people = Person.all();

        assertThat(people).hasSizeGreaterThanOrEqualTo(7);
        assertThat(people.stream().map(Person::number)).doesNotHaveDuplicates();
        assertThat(people.stream().map(Person::name)).doesNotHaveDuplicates();
    }

    @Test
    void aPhotoOtherThanTheMeasuredOneStopsTheBuild(@TempDir Path folder) {
        new Photo(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB)).write(folder.resolve("sample1.jpg"), 0.9f);
        Face face = new Face("sample1.jpg", "0".repeat(64), new Box(null, 0, 0, 40), null);

        assertThatThrownBy(() -> new CuttingPhotos(folder, folder.resolve("people")).cut(List.of(face), List.of()))
                .hasMessageContaining("sample1.jpg is not the photo that was measured");
        assertThat(Files.exists(folder.resolve("people"))).isFalse();
    }
}
