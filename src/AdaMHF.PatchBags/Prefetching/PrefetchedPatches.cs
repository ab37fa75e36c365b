using System.Runtime.ExceptionServices;

namespace AdaMHF.PatchBags;

/// <summary>One item with the patches that were read for it.</summary>
/// <typeparam name="TItem">What the patches were read for.</typeparam>
public sealed class PrefetchedPatches<TItem>
{
    private readonly PatchFeatures? _patches;
    private readonly ExceptionDispatchInfo? _error;

    internal PrefetchedPatches(TItem item, PatchFeatures? patches, ExceptionDispatchInfo? error) =>
        (Item, _patches, _error) = (item, patches, error);

    /// <summary>What the patches were read for.</summary>
    public TItem Item { get; }

    /// <summary>The patches; none when no row was requested.</summary>
    /// <exception cref="PatchBagException">The bag of this item cannot be read; the items before and after it are not affected.</exception>
    /// <exception cref="ArgumentException">The rows of this item are not ascending or out of range.</exception>
    public PatchFeatures Patches
    {
        get
        {
            _error?.Throw();
            return _patches!;
        }
    }
}
