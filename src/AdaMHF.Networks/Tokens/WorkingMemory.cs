using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Frees the intermediate tensors of a part of a network when the part ends, not when the whole prediction does.</summary>
internal static class WorkingMemory
{
    /// <summary>Begins a part; null, so that nothing is freed, where the tensors are looked at afterwards or counted.</summary>
    /// <param name="isLookedAt">Whether decisions on the way are kept.</param>
    public static DisposeScope? Begin(bool isLookedAt = false) => isLookedAt || OperationLedger.IsOpen ? null : NewDisposeScope();

    /// <summary>Takes a result out of the part; a tensor that was there before stays where it is.</summary>
    public static Tensor Keep(this DisposeScope? scope, Tensor result) =>
        scope is null || !scope.Contains(result) ? result : result.MoveToOuterDisposeScope();

    /// <summary>Runs a part whose result is taken out of it.</summary>
    public static Tensor Within(Func<Tensor> part, bool isLookedAt = false)
    {
        using var memory = Begin(isLookedAt);
        return memory.Keep(part());
    }

    /// <summary>Frees tokens that the next part has taken over.</summary>
    /// <param name="tokens">The tokens; nobody else holds this handle.</param>
    /// <param name="isLookedAt">Whether decisions on the way are kept.</param>
    public static void Free(TokenBatch tokens, bool isLookedAt)
    {
        if (!isLookedAt && !OperationLedger.IsOpen) tokens.Tokens.Dispose();
    }

    /// <summary>Takes a result out of the part; its layout is that of the input, or was made before.</summary>
    public static TokenBatch Keep(this DisposeScope? scope, TokenBatch result)
    {
        scope.Keep(result.Tokens);
        return result;
    }
}
