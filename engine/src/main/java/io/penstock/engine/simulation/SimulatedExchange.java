package io.penstock.engine.simulation;
import io.penstock.api.*; import io.penstock.engine.event.*; import io.penstock.engine.time.*; import io.penstock.engine.config.*; import io.penstock.engine.instrument.*; import io.penstock.engine.book.*;
public final class SimulatedExchange implements Stateful {
 public SimulatedExchange(long seed, SimulationConfig c, CapacityConfig cap, TimerQueue t){}
 public void defineInstrument(Instrument i, OrderBook b){}
 public void onCommand(int t,long id,int ins,Side s,OrderType ot,TimeInForce tif,int instr,long p,long q,long exp,long now){}
 public void onTimer(int k,long id,long now){}
 public void onBookUpdate(int i,long now){} public void onTrade(int i,Side s,long p,long q,long now){} public void onBookInvalid(int i){}
 public ExecutionReportDecoder report(long id){return null;} public void release(long id){}
 public void writeTo(StateWriter o){} public void readFrom(StateReader i){}
}
