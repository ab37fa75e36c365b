using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>
/// What saving or loading one zip tells the components inside, which ML.NET creates and calls with the zip alone. Plain
/// <c>mlContext.Model.Save</c> and <c>Load</c> tell nothing.
/// </summary>
/// <param name="Folder">Folder of the zip.</param>
/// <param name="Options">How it is loaded.</param>
/// <param name="IsChecked">Whether every entry was checked before.</param>
internal sealed record ModelZipScope(string Folder, ModelLoadOptions Options, bool IsChecked)
{
    private static readonly AsyncLocal<ModelZipScope?> Ambient = new();

    /// <summary>The current one; null outside.</summary>
    public static ModelZipScope? Current => Ambient.Value;

    /// <summary>The limits that count now.</summary>
    public static FileLimits Limits => Current?.Options.Limits ?? FileLimits.Default;

    /// <summary>Folder for which the model's bags were first replaced; a second one is refused.</summary>
    public string? ReplacedFolder { get; set; }

    /// <summary>Runs what belongs to this zip.</summary>
    public T Run<T>(Func<T> action)
    {
        var before = Ambient.Value;
        Ambient.Value = this;
        try
        {
            return action();
        }
        finally
        {
            Ambient.Value = before;
        }
    }
}
