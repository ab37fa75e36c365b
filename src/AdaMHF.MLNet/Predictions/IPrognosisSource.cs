using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>A model bound to the columns of one schema.</summary>
internal interface IPrognosisSource
{
    /// <summary>The columns that the model reads.</summary>
    IEnumerable<DataViewSchema.Column> Columns { get; }

    /// <summary>A function that scores the cursor's current row; for one cursor and one thread.</summary>
    Func<PatientPrognosis> Bind(DataViewRow row);
}
