using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Patients of a batch get the predictions and gradients that they get one by one, in every published system.</summary>
public class BaselineBatchTests
{
    [Theory, MemberData(nameof(Unimodal.All), MemberType = typeof(Unimodal))]
    public void Bags_of_any_length_meet_in_a_batch(string system)
    {
        using var scope = NewDisposeScope();
        AssertSame(() => Unimodal.Network(system), Bag(1, 1), Bag(2, 300), Bag(3, 40), Bag(4, 2), Bag(5, 300));
        AssertSame(() => Unimodal.Network(system), Bag(6, 20), Bag(7, 20), Bag(8, 20));
    }

    [Theory, MemberData(nameof(MultimodalSystems.Names), MemberType = typeof(MultimodalSystems))]
    public void Missing_modalities_meet_in_a_batch(string system)
    {
        using var scope = NewDisposeScope();
        var (one, many) = (Patient(1, 1), Patient(2, 300));
        var (genomicsOnly, pathologyOnly) = (Patient(3, 5) with { Patches = null }, Patient(4, 40) with { Genomics = null });
        AssertSame(() => MultimodalSystems.Create(system), genomicsOnly, one, many, pathologyOnly, Patient(5, 7));
        AssertSame(() => MultimodalSystems.Create(system), Patient(6, 20), Patient(7, 20));
        AssertSame(() => MultimodalSystems.Create(system), genomicsOnly, Patient(8, 5) with { Patches = null });
        AssertSame(() => MultimodalSystems.Create(system), pathologyOnly, Patient(9, 3) with { Genomics = null });
    }

    [Theory]
    [InlineData("AttnMil")]
    [InlineData("DeepAttnMisl")]
    [InlineData("DtfdMil")]
    [InlineData("TransMil, exact")]
    public void A_bag_of_1_and_a_bag_of_5000_in_one_call(string system)
    {
        using var scope = NewDisposeScope();
        AssertSame(() => Unimodal.Network(system), Bag(1, 5000), Bag(2, 1));
    }

    [Theory]
    [InlineData(ClamBranches.Single)]
    [InlineData(ClamBranches.Multiple)]
    public void Patients_without_an_instance_loss_meet_others(ClamBranches branches)
    {
        using var scope = NewDisposeScope();
        var configuration = Unimodal.Clam with { Branches = branches, CensoredLearnInstances = false };
        AssertSame(() => ClamNetwork.Create(configuration, seed: 1), Bag(1, 4), Bag(2, 30), Bag(3, 1), Bag(4, 9));
        AssertSame(() => ClamNetwork.Create(configuration, seed: 1), Bag(1, 4), Bag(3, 1));
    }

    [Theory, MemberData(nameof(Unimodal.OfPathology), MemberType = typeof(Unimodal))]
    public void Filling_reaches_no_prediction_of_pathology(string system) => AssertIgnoresFilling(Unimodal.Network(system));

    [Theory, MemberData(nameof(MultimodalSystems.Names), MemberType = typeof(MultimodalSystems))]
    public void Filling_reaches_no_prediction_of_two_modalities(string system) => AssertIgnoresFilling(MultimodalSystems.Shaken(system));

    [Fact]
    public void All_systems_compute_batches_except_where_the_published_pseudo_inverse_has_one_scale_for_all()
    {
        Assert.Equal(["SnnTrans", "TransMil"], Unimodal.All.Select(row => row.Data).Where(system => OneByOne(Unimodal.Network(system))));
        Assert.Equal(["CMTA"], MultimodalSystems.Names.Select(row => row.Data).Where(name => OneByOne(MultimodalSystems.Create(name))));

        static bool OneByOne(SurvivalNetwork network)
        {
            using (network) return !network.ComputesBatches;
        }
    }

    private static void AssertSame(Func<SurvivalNetwork> create, params PatientTensors[] patients)
    {
        foreach (var training in (bool[])[false, true])
        {
            using var network = new Numbers(1).Shaken(create);
            network.train(training);
            foreach (var module in network.modules().Where(module => module is SeededDropout or SeededAlphaDropout)) module.eval();
            BatchComparison.AssertSame(network, patients);
        }
    }

    private static void AssertIgnoresFilling(SurvivalNetwork network)
    {
        using var scope = NewDisposeScope();
        using var owned = network;
        network.eval();
        var batch = BatchTensors.Of(Bag(1, 3), Bag(2, 90), Bag(3, 1));
        var filled = batch.Patches!.clone();
        filled[0].narrow(0, 3, 87).Fill_(100);
        filled[2].narrow(0, 1, 89).Fill_(-100);
        TensorAssert.Close(network.PredictBatch(batch).Logits, network.PredictBatch(batch with { Patches = filled }).Logits, 1e-6);
    }

    private static PatientTensors Bag(int seed, int patches) =>
        Unimodal.Patient(seed, patches) with { Outcome = new(seed % 4, seed % 2 == 0) };

    private static PatientTensors Patient(int seed, int patches) =>
        MultimodalSystems.Patient(seed, patches) with { Outcome = new(seed % 4, seed % 2 == 0) };
}
