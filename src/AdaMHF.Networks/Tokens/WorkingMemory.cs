using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Frees the intermediate tensors of a part of a network when the part ends, not when the whole prediction does.</summary>
internal static class WorkingMemory
{
    /// <summary>Begins a part; null, so that nothing is freed, where the tensors are looked at afterwards or counted.</summary>
    /// <param name="isLookedAt">Whether decisions on the way are kept.</param>
    public static DisposeScope? Begin(bool isLookedAt = false) => isLookedAt || OperationLedger.IsOpen ? null : NewDisposeScope();

    /// <summary>Takes a result out of the part.</summary>
    public static Tensor Keep(this DisposeScope? scope, Tensor result) => scope is null ? result : result.MoveToOuterDisposeScope();

    /// <summary>Takes a result out of the part; its layout is that of the input, or was made before.</summary>
    public static TokenBatch Keep(this DisposeScope? scope, TokenBatch result)
    {
        scope.Keep(result.Tokens);
        return result;
    }
}
