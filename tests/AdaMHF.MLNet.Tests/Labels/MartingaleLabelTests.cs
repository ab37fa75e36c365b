using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class MartingaleLabelTests
{
    [Fact]
    public void The_label_is_the_death_less_the_deaths_expected_by_then()
    {
        var ml = new MLContext(seed: 1);
        var data = GenePatients.View(ml, ["A_mut"],
            new GenePatient { Genes = [1], Time = 2, Event = true },
            new GenePatient { Genes = [0], Time = 1 },
            new GenePatient { Genes = [1], Time = 5, Event = true },
            new GenePatient { Genes = [0], Time = 3 });
        var labelled = ml.Data.WithMartingaleResiduals(data);

        // At risk at 2 months: three; at 5: one. Hazard 1/3, then 4/3.
        float[] expected = [1 - (1 / 3f), 0, 1 - (4 / 3f), -1 / 3f];
        Assert.All(expected.Zip(labelled.GetColumn<float>("Label")), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(0, labelled.GetColumn<float>("Label").Sum(), 1e-6);
        Assert.Equal(data.GetColumn<float[]>("Genes"), labelled.GetColumn<float[]>("Genes"));
        Assert.Equal("Label", labelled.Schema[^1].Name);
    }
}
