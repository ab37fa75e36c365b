namespace BringYourOwnData;

/// <summary>Columns that models read.</summary>
internal static class Columns
{
    public static readonly string[] Clinical = ["Age", "Stage"];

    public static readonly string[] Genomic = ["Oncogenes", "ProteinKinases"];
}
