using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Two parts of a cohort, both in the order of the cohort and with its columns.</summary>
public sealed class CohortSplit
{
    internal CohortSplit(IDataView trainSet, IDataView testSet, IReadOnlyList<string> unassigned)
    {
        TrainSet = trainSet;
        TestSet = testSet;
        Unassigned = unassigned;
    }

    /// <summary>Training patients.</summary>
    public IDataView TrainSet { get; }

    /// <summary>Held-out patients.</summary>
    public IDataView TestSet { get; }

    /// <summary>
    /// Patients for validation of a split that has test patients too; null where it has none of them. They choose between models, and
    /// belong neither into training nor into the reported measures.
    /// </summary>
    public IDataView? ValidationSet { get; internal init; }

    /// <summary>Patients of the cohort that are in no part because the split does not name them, in the order of the cohort.</summary>
    public IReadOnlyList<string> Unassigned { get; }
}
