using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Says nothing of networks that are thrown away: their epochs and warnings read like those of the network that stays, which has its own.
/// </summary>
internal sealed class SilentChannel(IChannel channel) : IChannel
{
    public string ContextDescription => channel.ContextDescription;

    public TException Process<TException>(TException ex)
        where TException : Exception => channel.Process(ex);

    public void Send(ChannelMessage msg)
    {
    }

    public void Trace(MessageSensitivity sensitivity, string message)
    {
    }

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args)
    {
    }

    public void Error(MessageSensitivity sensitivity, string message) => channel.Error(sensitivity, message);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => channel.Error(sensitivity, fmt, args);

    public void Warning(MessageSensitivity sensitivity, string message)
    {
    }

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args)
    {
    }

    public void Info(MessageSensitivity sensitivity, string message)
    {
    }

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args)
    {
    }

    /// <summary>The channel behind is its owner's to end.</summary>
    public void Dispose()
    {
    }
}
