using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Clinical columns for <see cref="TransformsCatalog"/>.</summary>
public static class ClinicalCatalog
{
    /// <summary>
    /// Codes clinical columns, such as age, sex and stage, as one vector of numbers with mean 0 over the training rows, which a trainer
    /// reads as a third modality (<see cref="AdaMhfTrainer.Options.ClinicalColumnName"/>) or a Cox model as features.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column to add, a vector of Single with names such as <c>age</c> and <c>stage=III</c>.</param>
    /// <param name="inputColumnNames">
    /// Columns of numbers (Single, Double, Int32), Boolean or Text. Numbers are standardised. A text becomes one value for each category
    /// that at least <paramref name="minPatients"/> training rows have, 1 or 0 less its share. A missing number (NaN), an empty text and a
    /// category that the training rows do not have are 0, the training mean. A row in which all columns are missing is all NaN: the
    /// clinical modality is missing.
    /// </param>
    /// <param name="minPatients">Training rows that a category needs, at least 1. Default 5.</param>
    /// <remarks>Means, standard deviations and categories are those of the training rows, and are stored in the model.</remarks>
    /// <exception cref="ArgumentException">There is no input column, or a name twice.</exception>
    public static ClinicalEncodingEstimator EncodeClinical(
        this TransformsCatalog catalog, string outputColumnName, IReadOnlyList<string> inputColumnNames, int minPatients = 5)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(minPatients, 1);
        string[] names = [.. inputColumnNames];
        if (names.Length == 0 || names.Any(string.IsNullOrEmpty) || names.Distinct().Count() < names.Length)
        {
            throw new ArgumentException(
                $"The clinical columns are '{string.Join("', '", names)}'; expected the names of one or more columns, each once.",
                nameof(inputColumnNames));
        }
        return new(CatalogUtils.GetEnvironment(catalog), outputColumnName, names, minPatients);
    }
}
