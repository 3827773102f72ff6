package dev.trent.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.keys.KeyReference.Forms;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyReferenceTest {
    private static final long SEED = Long.getLong("seed", 20261124L);
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final List<Forms> FORMS = List.copyOf(EnumSet.allOf(Forms.class));
    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

    private static KeyReference parse(String text, Forms forms) {
        return KeyReference.parse(text, ACCOUNT, REGION, forms);
    }

    @Test
    void the_four_forms_name_a_key() {
        String prefix = "arn:aws:kms:" + REGION + ":444455556666:";
        assertThat(parse(ID, Forms.KEY)).isEqualTo(new KeyReference.ById(ACCOUNT, REGION, ID));
        assertThat(parse(prefix + "key/" + ID, Forms.KEY)).isEqualTo(new KeyReference.ById("444455556666", REGION, ID));
        assertThat(parse("alias/a/b", Forms.ANY)).isEqualTo(new KeyReference.ByAlias(ACCOUNT, REGION, "alias/a/b"));
        assertThat(parse(prefix + "alias/app", Forms.ANY))
                .isEqualTo(new KeyReference.ByAlias("444455556666", REGION, "alias/app"));
        assertThat(parse("mrk-1234abcd12ab34cd56ef1234567890ab", Forms.ANY)).isInstanceOf(KeyReference.ById.class);
    }

    /// Every text of a caller either is a reference to the account and Region that it names, or gets one of
    /// AWS's refusals.
    @Test
    void every_text_is_a_reference_or_a_refusal() {
        Random random = new Random(SEED);
        String[] pieces = {
            "arn:", "aws:", "kms:", REGION, ":", ACCOUNT, "key/", "alias/", ID, "mrk-", "", "x", "\0", "🔑", "A",
            "root", "/"
        };
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int parts = random.nextInt(9); parts >= 0; parts--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Forms forms = FORMS.get(random.nextInt(FORMS.size()));
            Throwable thrown = catchThrowable(() -> {
                KeyReference reference = parse(text.toString(), forms);
                assertThat(reference.region()).isEqualTo(REGION);
                assertThat(reference.account()).hasSize(12);
            });
            if (thrown != null) {
                assertThat(thrown).as(text + " with seed " + SEED).isInstanceOf(AwsException.class);
                assertThat(((AwsException) thrown).error()).isIn(List.of(AwsError.NOT_FOUND, AwsError.INVALID_ARN));
            }
        }
    }
}
