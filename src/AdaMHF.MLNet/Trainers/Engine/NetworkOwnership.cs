using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>Hands a new network to what will own it.</summary>
internal static class NetworkOwnership
{
    /// <summary>Makes the owner of a network; when that fails, the network is freed.</summary>
    public static TOwner GivenTo<TNetwork, TOwner>(this TNetwork network, Func<TNetwork, TOwner> own) where TNetwork : SurvivalNetwork
    {
        try
        {
            return own(network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
